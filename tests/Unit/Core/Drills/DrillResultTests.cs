using System.Collections.Immutable;
using Recover.Core.Databases.Candidates;
using Recover.Core.Drills;
using Xunit;

namespace Recover.Tests.Unit.Core.Drills;

/// <summary>What a drill says in one word, in numbers and on paper.</summary>
public sealed class DrillResultTests : IDisposable
{
    private static readonly DrillLine Profile = new(RecordKind.Profile, "default/<web>", DrillState.Lost, [], "reason", "do this");
    private static readonly DrillLine Stale = new(RecordKind.Instance, "default/c1", DrillState.Changed, ["~ instances_config limits.cpu (value)"], "stale", "rewrite it");

    private readonly TemporaryDirectory _work = new();

    public void Dispose() => _work.Dispose();

    [Fact]
    public void Verdict_ByWhatIsLost_SetsDataApartFromDefinitions()
    {
        Assert.Equal(DrillVerdict.Whole, Result([]).Verdict);
        Assert.Equal(DrillVerdict.Differs, Result([Profile, Stale]).Verdict);
        Assert.Equal(DrillVerdict.Lost, Result([Profile, Stale with { State = DrillState.Lost }]).Verdict);
    }

    [Fact]
    public void Metrics_OfLines_CountsWithoutNames()
    {
        var file = Path.Combine(_work.Root, "recover.prom");

        DrillMetrics.Write(file, Result([Profile, Stale]));

        var text = File.ReadAllText(file);
        Assert.Contains("\nrecover_check_whole 0\n", text, StringComparison.Ordinal);
        Assert.Contains("\nrecover_check_instances 3\n", text, StringComparison.Ordinal);
        Assert.Contains("\nrecover_check_instances_exact 2\n", text, StringComparison.Ordinal);
        Assert.Contains("\nrecover_check_records{state=\"lost\"} 1\n", text, StringComparison.Ordinal);
        Assert.EndsWith("\n# EOF\n", text, StringComparison.Ordinal);
        Assert.DoesNotContain("web", text, StringComparison.Ordinal);
        Assert.Equal([file], Directory.GetFiles(_work.Root));
        Assert.True(File.GetUnixFileMode(file).HasFlag(UnixFileMode.OtherRead));
    }

    [Fact]
    public void Page_OfLines_EncodesNamesAndSaysWhatToDo()
    {
        var file = Path.Combine(_work.Root, "check.html");

        DrillPage.Write(file, Result([Profile, Stale]));

        var text = File.ReadAllText(file);
        Assert.Contains(DrillTexts.Get("Title"), text, StringComparison.Ordinal);
        Assert.Contains("default/&lt;web&gt;", text, StringComparison.Ordinal);
        Assert.Contains("rewrite it", text, StringComparison.Ordinal);
        Assert.Contains(DrillTexts.Get("Verdict.Differs", 2), text, StringComparison.Ordinal);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
    }

    [Fact]
    public void Names_OfEveryKindAndState_HaveWords()
    {
        Assert.All(Enum.GetValues<RecordKind>(), kind => Assert.NotEmpty(DrillTexts.Get($"Kind.{kind}")));
        Assert.All(Enum.GetValues<DrillState>(), state => Assert.NotEmpty(DrillTexts.Get($"State.{state}")));
        Assert.All(Enum.GetValues<DrillVerdict>(), verdict => Assert.NotEmpty(DrillTexts.Get($"Verdict.{verdict}", 1)));
    }

    private static DrillResult Result(ImmutableArray<DrillLine> lines) => new()
    {
        HostName = "host",
        IncusDirectory = "/var/lib/incus",
        CheckedAt = DateTimeOffset.UnixEpoch,
        Instances = 3,
        Volumes = 1,
        Lines = lines,
    };
}
