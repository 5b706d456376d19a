using System.Collections.Immutable;
using Recover.Core.Cases;
using Recover.Core.Findings;
using Recover.Core.Storage;
using Xunit;

namespace Recover.Tests.Unit.Core.Cases;

public sealed class RecoveryStepsTests
{
    private static readonly PoolDefinition Said = new() { Name = "default", Driver = "dir", Source = "/srv/incus", Origin = PoolOrigin.Typed };

    [Fact]
    public void NamedPool_WithAnEmptyMountPointOfThatName_TakesItsPlace()
    {
        var pools = RecoverySteps.WithNamed([Found("default", PoolOrigin.Directory), Found("other", PoolOrigin.Mount)], [Said], NoFindings);
        Assert.Equal([("other", PoolOrigin.Mount), ("default", PoolOrigin.Typed)], pools.Select(pool => (pool.Definition.Name, pool.Definition.Origin)));
        Assert.True(pools[1].Suggested);
    }

    [Fact]
    public void NamedPool_ThatTheDatabaseHas_StaysAsRecorded()
    {
        var pools = RecoverySteps.WithNamed([Found("default", PoolOrigin.Database)], [Said], NoFindings);
        Assert.Equal(PoolOrigin.Database, Assert.Single(pools).Definition.Origin);
    }

    private static PoolCandidate Found(string name, PoolOrigin origin) =>
        new() { Definition = new PoolDefinition { Name = name, Driver = "dir", Origin = origin } };

    private static ImmutableArray<Finding> NoFindings(PoolDefinition pool) => [];
}
