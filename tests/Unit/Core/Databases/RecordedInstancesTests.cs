using Recover.Core.Backups;
using Recover.Core.Databases;
using Xunit;

namespace Recover.Tests.Unit.Core.Databases;

/// <summary>What a database says of an instance, compared with the backup file that the same daemon wrote.</summary>
public sealed class RecordedInstancesTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task Read_RealDatabase_SaysWhatTheBackupFileSays()
    {
        var file = _directory.At("original.sqlite");
        await DatabaseFile.CreateAsync(file, CapturedDump.Read("original"), TestContext.Current.CancellationToken);
        using var connection = SqliteSession.Open(file);
        var written = BackupFileReader.Read(TestData.TwoSnapshots, DateTimeOffset.UnixEpoch).File!;

        var known = new RecordedInstances(connection, new ContentsReader(connection).Read()).Read(DateTimeOffset.UnixEpoch);

        Assert.Equal(["c1", "c0"], known.Select(instance => instance.Name));
        var (instance, other) = (known[0].Record.Instance!, written.Instance!);
        Assert.Equal(("local", "default", false), (known[0].Pool, known[0].Project, known[0].IsVirtualMachine));
        Assert.Equal((other.Name, other.Type, other.Architecture, other.Ephemeral, other.CreatedAt), (instance.Name, instance.Type, instance.Architecture, instance.Ephemeral, instance.CreatedAt));
        Assert.Equal(other.Profiles, instance.Profiles);
        Assert.Equal(other.Config["volatile.uuid"], instance.Config["volatile.uuid"]);
        Assert.Equal(other.Devices.Keys, instance.Devices.Keys);
        Assert.Equal(other.ExpandedDevices!.Keys, instance.ExpandedDevices!.Keys);
        Assert.All(other.ExpandedDevices, device => Assert.Equal(device.Value, instance.ExpandedDevices[device.Key]));
        Assert.Equal(written.Snapshots.Select(snapshot => (snapshot.Name, snapshot.CreatedAt)), known[0].Record.Snapshots.Select(snapshot => (snapshot.Name, snapshot.CreatedAt)));
        // The file was not written again when somebody changed when the snapshot expires.
        Assert.NotNull(known[0].Record.Snapshots[1].ExpiresAt);
        Assert.Equal(written.VolumeSnapshots!.Value.Select(snapshot => snapshot.Name), known[0].Record.VolumeSnapshots!.Value.Select(snapshot => snapshot.Name));
        Assert.Equal((written.Volume!.Name, written.Volume.CreatedAt), (known[0].Record.Volume!.Name, known[0].Record.Volume!.CreatedAt));
    }
}
