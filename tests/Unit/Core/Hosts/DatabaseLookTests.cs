using Recover.Core.Hosts;
using Xunit;

namespace Recover.Tests.Unit.Core.Hosts;

public sealed class DatabaseLookTests : IDisposable
{
    private const string Segment = "0000000000000001-0000000000000031";
    private static readonly DateTime Stopped = new(2026, 3, 1, 12, 0, 0, DateTimeKind.Utc);
    private readonly TemporaryDirectory _place = new();

    private DatabaseCondition Condition => DatabaseLook.Of(new IncusDirectory(_place.Root));

    public void Dispose() => _place.Dispose();

    [Fact]
    public void Of_NoGlobalDirectory_IsMissing()
    {
        _place.Folder("database");

        Assert.Equal(DatabaseCondition.Missing, Condition);
    }

    [Fact]
    public void Of_NoIncusDirectory_IsMissing() =>
        Assert.Equal(DatabaseCondition.Missing, DatabaseLook.Of(new IncusDirectory(_place.At("nowhere"))));

    [Fact]
    public void Of_EmptyGlobalDirectory_IsMissing()
    {
        _place.Folder("database", "global");

        Assert.Equal(DatabaseCondition.Missing, Condition);
    }

    [Fact]
    public void Of_DumpWithoutLog_IsMissing()
    {
        Add("db.bin");

        Assert.Equal(DatabaseCondition.Missing, Condition);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(12)]
    [InlineData(-500_000)]
    public void Of_LogClosedRightAfterTheDump_IsStoppedCleanly(int segmentLaterMilliseconds)
    {
        Add("metadata1");
        Add("db.bin");
        Add("db.bin-wal");
        Add(Segment, laterMilliseconds: segmentLaterMilliseconds);

        Assert.Equal(DatabaseCondition.StoppedCleanly, Condition);
    }

    [Fact]
    public void Of_OpenSegment_IsStoppedUncleanly()
    {
        Add("metadata1");
        Add("db.bin");
        Add(Segment);
        Add("open-1");

        Assert.Equal(DatabaseCondition.StoppedUncleanly, Condition);
    }

    [Fact]
    public void Of_EmptyOpenSegment_IsStillClean()
    {
        Add("db.bin");
        Add(Segment);
        Add("open-1", content: "");

        Assert.Equal(DatabaseCondition.StoppedCleanly, Condition);
    }

    [Fact]
    public void Of_DumpOlderThanTheLog_IsStoppedUncleanly()
    {
        Add("db.bin");
        Add(Segment, laterMilliseconds: 60_000);

        Assert.Equal(DatabaseCondition.StoppedUncleanly, Condition);
    }

    [Fact]
    public void Of_LogWithoutDump_IsStoppedUncleanly()
    {
        Add("metadata1");
        Add(Segment);

        Assert.Equal(DatabaseCondition.StoppedUncleanly, Condition);
    }

    private void Add(string name, string content = "x", int laterMilliseconds = 0) =>
        File.SetLastWriteTimeUtc(_place.Write(content, "database", "global", name), Stopped.AddMilliseconds(laterMilliseconds));
}
