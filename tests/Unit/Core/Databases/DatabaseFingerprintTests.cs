using Recover.Core.Databases;
using Xunit;

namespace Recover.Tests.Unit.Core.Databases;

public sealed class DatabaseFingerprintTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public void Fingerprint_OfOneHostRunningStoppedAndStartedAgain_IsTheSame()
    {
        var running = Of(CapturedDump.Read("running"));

        Assert.Equal(running, Of(CapturedDump.Read("stopped")));
        Assert.Equal(running, Of(CapturedDump.Read("restarted")));
    }

    [Fact]
    public void Fingerprint_OfAnyFreshDatabase_IsThatOfTheTemplate() =>
        Assert.Equal(Of(FreshDatabase.Dump(73)), Of(CapturedDump.Read("fresh")));

    [Theory]
    [InlineData("UPDATE nodes SET arch = 4, api_extensions = 500, heartbeat = '2027-01-01 00:00:00+00:00'")]
    [InlineData("UPDATE schema SET updated_at = 7")]
    [InlineData("DELETE FROM operations")]
    [InlineData("INSERT INTO sqlite_sequence VALUES ('warnings', 90)")]
    [InlineData("UPDATE projects_config SET id = id + 100")]
    [InlineData("UPDATE images SET last_use_date = '2027-01-01 00:00:00+00:00'")]
    public void Fingerprint_AfterAChangeThatNoPlanBuildsOn_IsTheSame(string change) =>
        Assert.Equal(Of(CapturedDump.Read("running")), Of(CapturedDump.Read("running"), change));

    [Theory]
    [InlineData("INSERT INTO profiles (name, description, project_id) VALUES ('new', '', 1)")]
    [InlineData("UPDATE profiles SET description = 'other'")]
    [InlineData("UPDATE instances SET name = 'other' WHERE id = 1")]
    [InlineData("UPDATE instances_config SET value = 'other' WHERE id = (SELECT min(id) FROM instances_config)")]
    [InlineData("UPDATE storage_pools_config SET value = '/elsewhere'")]
    [InlineData("UPDATE sqlite_sequence SET seq = seq + 1 WHERE name = 'storage_volumes'")]
    [InlineData("UPDATE instances SET last_use_date = '2026-11-23 06:43:33.1+00:00' WHERE id = 1")]
    [InlineData("DELETE FROM projects_config WHERE id = 1")]
    [InlineData("INSERT INTO schema (version, updated_at) VALUES (77, 0)")]
    public void Fingerprint_AfterAChangeThatPlansBuildOn_Differs(string change) =>
        Assert.NotEqual(Of(CapturedDump.Read("running")), Of(CapturedDump.Read("running"), change));

    private string Of(string dump, string? change = null)
    {
        var file = _directory.At($"{Guid.NewGuid():N}.sqlite");
        DumpLoader.Load(dump, file, TestContext.Current.CancellationToken);
        using var connection = SqliteSession.Open(file);
        if (change is not null)
        {
            SqliteSession.Execute(connection, change);
        }

        return DatabaseFingerprint.Of(connection);
    }
}
