using System.Text.Json;
using Recover.Core.Backups;
using Recover.Core.Storage.Ceph;
using Recover.Tests.Unit.Core.Commands;
using Xunit;

namespace Recover.Tests.Unit.Core.Storage.Ceph;

public sealed class CephDatesTests
{
    // Written after the source of ceph 18 (rbd/action/Info.cc and Snap.cc), not captured.
    private const string Info = """{"name":"custom_default_data","id":"3761","size":67108864,"create_timestamp":"Tue Nov  3 13:20:32 2026","access_timestamp":"Mon Nov 23 13:20:32 2026"}""";
    private const string Snapshots = """[{"id":5,"name":"snapshot_v0","size":67108864,"protected":"true","timestamp":"Mon Nov 23 23:59:01 2026"},{"id":6,"name":"snapshot_v1","timestamp":""}]""";

    [Fact]
    public void Of_ZoneBesideUtc_IsUtcToTheSecond()
    {
        var dates = CephDates.Of(Parse(Info), Parse(Snapshots), TimeZoneInfo.CreateCustomTimeZone("test", TimeSpan.FromHours(2), null, null));

        Assert.Equal(IncusTime.From(new DateTimeOffset(2026, 11, 3, 11, 20, 32, TimeSpan.Zero)), dates.CreatedAt);
        Assert.Equal(IncusTime.From(new DateTimeOffset(2026, 11, 23, 21, 59, 1, TimeSpan.Zero)), dates.Snapshots["snapshot_v0"]);
        Assert.DoesNotContain("snapshot_v1", dates.Snapshots.Keys);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"create_timestamp":""}""")]
    [InlineData("""{"create_timestamp":"yesterday"}""")]
    public void Of_NoDate_IsNull(string info) => Assert.Null(CephDates.Of(Parse(info), null, TimeZoneInfo.Utc).CreatedAt);

    [Fact]
    public void Of_CustomVolume_HasItsDatesAndThoseOfItsSnapshots()
    {
        var image = new CephImage("custom_default_data", 1, ["snapshot_v0", "snapshot_v1"]) { Dates = CephDates.Of(Parse(Info), Parse(Snapshots), TimeZoneInfo.Utc) };

        var (volume, _) = Assert.Single(CephVolumes.Of([image]));

        Assert.Equal(image.Dates.CreatedAt, volume.CreatedAt);
        Assert.Equal([image.Dates.Snapshots["snapshot_v0"], null], volume.Snapshots.Select(snapshot => snapshot.CreatedAt));
    }

    [Fact(Timeout = 60_000)]
    public async Task DatesAsync_ImageThatCantBeAsked_HasNone()
    {
        var commands = new FakeCommandRunner().On("rbd info --cluster=ceph --id=admin --pool=main --image=custom_default_data --format=json", exitCode: 2, errors: "error opening image");

        Assert.Null(await new CephTools(commands).DatesAsync(new CephAccess("ceph", "admin"), "main", new CephImage("custom_default_data", 1, []), TestContext.Current.CancellationToken));
    }

    private static JsonElement Parse(string text)
    {
        using var document = JsonDocument.Parse(text);
        return document.RootElement.Clone();
    }
}
