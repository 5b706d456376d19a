using Recover.Core.Databases;
using Recover.Core.Dependencies;
using Recover.Core.Plans;
using Recover.Core.Storage;
using Xunit;
using static Recover.Tests.Unit.Core.Plans.PlanScenario;

namespace Recover.Tests.Unit.Core.Plans;

public sealed class StatementTests : IDisposable
{
    private static readonly DatabaseContents Fresh = new()
    {
        NodeCount = 1,
        Projects = [new ProjectRecord(1, "default", "", Config())],
        Pools = [new PoolRecord(1, "local", "dir", "", Config())],
    };

    private readonly PlanScenario _scenario = new();

    public void Dispose() => _scenario.Dispose();

    [Theory]
    [InlineData("it's; DROP TABLE instances; --")]
    [InlineData("'''")]
    [InlineData("line\nline\ttab\r\nend\\")]
    [InlineData("nul\0inside\u0001\u001b")]
    [InlineData("\"double\" `back` [x] %s {0} ?1 :a @b $c")]
    [InlineData("naïve – ☃ 🦀")]
    public async Task Value_WhateverItHolds_ArrivesAsItIs(string value)
    {
        _scenario.Volumes.Add(Instance("c", file => file with
        {
            Instance = file.Instance! with { Description = value, Config = file.Instance.Config.Add("user.x", value) },
        }));

        var plan = await _scenario.BuildAndRehearseAsync();

        using var connection = SqliteSession.Open(await _scenario.ApplyAsync(plan));
        Assert.Equal(value, SqliteSession.Scalar<string>(connection, "SELECT description FROM instances"));
        Assert.Equal(value, SqliteSession.Scalar<string>(connection, "SELECT value FROM instances_config WHERE key = 'user.x'"));
        Assert.Empty(PlanCheck.Problems(plan, _scenario.Reading!));
    }

    [Fact]
    public async Task Compile_ForAThousandInstances_WritesFewStatementsThatHold()
    {
        for (var i = 0; i < 1000; i++)
        {
            _scenario.Volumes.Add(Instance($"c{i:D5}", null, "s0", "s1"));
        }

        var plan = await _scenario.BuildAndRehearseAsync();

        Assert.Equal(1000, plan.Create.Instances.Length);
        Assert.InRange(plan.Statements.Length, 20, 100);
        Assert.All(plan.Statements, statement => Assert.InRange(statement.Length, 1, 200 * 1024));
    }

    [Fact]
    public void Compile_TenThousandInstances_StaysBelowTheBound()
    {
        var config = Config([.. Enumerable.Range(0, 15).Select(i => ($"user.key{i:D2}", "some value"))]);
        var records = new PlannedRecords
        {
            Instances =
            [
                .. Enumerable.Range(0, 10_000).Select(i => Planned($"c{i:D5}") with
                {
                    Config = config,
                    Snapshots = [new PlannedSnapshot { Name = "a", Config = config }, new PlannedSnapshot { Name = "b", Config = config }],
                }),
            ],
        };

        Assert.InRange(StatementCompiler.Compile(records, Fresh).Length, 1, StatementCompiler.MostStatements);
    }

    [Fact]
    public void Compile_MoreThanTheBound_IsRefused()
    {
        var names = Enumerable.Range(1, StatementCompiler.MostStatements).Select(i => $"p{i}").ToArray();
        var contents = Fresh with { Profiles = [.. names.Select((name, i) => new ProfileRecord(i, "default", name, "", Config(), Devices()))] };
        var records = new PlannedRecords
        {
            Profiles = [.. names.Select(name => new PlannedObject("default", name, new Definition(), "", Replaces: true))],
        };

        Assert.Throws<PlanUnfitException>(() => StatementCompiler.Compile(records, contents));
    }

    [Fact]
    public void Compile_ReplacedProfile_EmptiesItFirst()
    {
        var contents = Fresh with { Profiles = [new ProfileRecord(7, "default", "web", "", Config(), Devices())] };
        var records = new PlannedRecords
        {
            Profiles = [new PlannedObject("default", "web", new Definition { Config = Config(("user.x", "1")) }, "", Replaces: true)],
        };

        var statements = StatementCompiler.Compile(records, contents);

        Assert.StartsWith("UPDATE profiles SET description = '' WHERE id = 7", statements[0]);
        Assert.Equal("DELETE FROM profiles_devices WHERE profile_id = 7", statements[3]);
        Assert.StartsWith("INSERT INTO profiles_config", statements[4]);
    }

    [Fact]
    public void Compile_VolumesOfARemotePool_BelongToNoMember()
    {
        var contents = Fresh with { Pools = [new PoolRecord(1, "local", "ceph", "", Config())] };
        var records = new PlannedRecords
        {
            Volumes = [new PlannedVolume { Pool = "local", Project = "default", Name = "v", ContentType = ContentType.Iso, From = "" }],
        };

        Assert.Contains("(1, 'v', 1, NULL, 2, '', 1, 2, ", StatementCompiler.Compile(records, contents)[0]);
    }

    public static TheoryData<string, PlannedRecords> Unfit => new()
    {
        { "unknown pool", new PlannedRecords { Instances = [Planned("c") with { Pool = "nowhere" }] } },
        { "unknown project", new PlannedRecords { Instances = [Planned("c") with { Project = "nowhere" }] } },
        { "unknown profile", new PlannedRecords { Instances = [Planned("c") with { Profiles = ["nowhere"] }] } },
        { "unknown architecture", new PlannedRecords { Instances = [Planned("c") with { Architecture = "z80" }] } },
        { "unknown device type", new PlannedRecords { Instances = [Planned("c") with { Devices = Devices(("x", Config(("type", "?")))) }] } },
        { "instance twice", new PlannedRecords { Instances = [Planned("c"), Planned("c")] } },
        { "path as a name", new PlannedRecords { Instances = [Planned("../c")] } },
        { "path as a snapshot", new PlannedRecords { Instances = [Planned("c") with { Snapshots = [new PlannedSnapshot { Name = "../s" }] }] } },
        { "path as a pool", new PlannedRecords { Pools = [new PlannedPool("..", "dir", "", Config(), "")] } },
        { "path as a network", new PlannedRecords { Networks = [new PlannedObject("default", "a/b", new Definition(), "", false)] } },
        { "network that exists not", new PlannedRecords { Networks = [new PlannedObject("default", "br0", new Definition(), "", Replaces: true)] } },
        { "pool that exists", new PlannedRecords { Pools = [new PlannedPool("local", "dir", "", Config(), "")] } },
    };

    [Theory]
    [MemberData(nameof(Unfit), DisableDiscoveryEnumeration = true)]
    public void Compile_RecordsThatDoNotFit_AreRefused(string what, PlannedRecords records)
    {
        Assert.NotEmpty(what);
        Assert.Throws<PlanUnfitException>(() => StatementCompiler.Compile(records, Fresh));
    }

    private static PlannedInstance Planned(string name) => new()
    {
        Pool = "local",
        Project = "default",
        Name = name,
        IsVirtualMachine = false,
        Architecture = "x86_64",
        From = "",
    };
}
