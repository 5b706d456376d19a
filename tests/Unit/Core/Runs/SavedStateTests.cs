using Recover.Core.Runs;
using Xunit;

namespace Recover.Tests.Unit.Core.Runs;

public sealed class SavedStateTests
{
    [Fact]
    public void SizeOf_FileThatIsGoneMeanwhile_IsNothing()
    {
        using var host = new FakeIncus();
        var file = new FileInfo(host.Records);
        Assert.Equal(new FileInfo(host.Records).Length, SavedState.SizeOf(file));
        file.Delete();
        Assert.Equal(0, SavedState.SizeOf(new FileInfo(host.Records)));
    }

    [Fact]
    public void EstimateBytes_DatabaseOnly_CountsNoOtherTree()
    {
        using var host = new FakeIncus();
        var expected = new FileInfo(host.Records).Length + "local".Length;
        Assert.Equal(expected, SavedState.EstimateBytes(host.Incus.Root, ["database"]));
    }
}
