using Recover.Core.Backups;
using Recover.Core.Commands;
using Recover.Core.Findings;
using Recover.Core.Hosts;
using Recover.Core.Storage;
using Recover.Core.Storage.Ledger;
using Recover.Core.Storage.Zfs;
using Recover.Tests.Unit.Core.Commands;
using Xunit;

namespace Recover.Tests.Unit.Core.Storage.Zfs;

public sealed class ZfsDriverTests : IDisposable
{
    private const string Imported = "tank\t4746804023707280281\t4026531840\tONLINE\n";
    private const string Listing = "  pool: tank\n    id: 4746804023707280281\n state: ONLINE\naction: x\nconfig:\n\n\ttank  ONLINE\n";
    private const string OwnName = "recover-41e0091c2377a399";

    private readonly TemporaryDirectory _place = new();
    private readonly ZfsKeys _keys = new();

    private DataDirectory Data => new(_place.At("data"));

    private HostSurvey Host => TestSurvey.Of(_place.Root);

    public void Dispose() => _place.Dispose();

    [Theory]
    [InlineData("", FindingCode.PoolSourceNeeded)]
    [InlineData("/nonexistent/disk", FindingCode.PoolSourceMissing)]
    [InlineData("mirror=/nonexistent/a,/nonexistent/b", FindingCode.PoolSourceMissing)]
    [InlineData("mirror=sdb,sdc", FindingCode.PoolSourceUnfit)]
    [InlineData("-o", FindingCode.PoolSourceUnfit)]
    [InlineData("tank/../x", FindingCode.PoolSourceUnfit)]
    public void Check_Source_IsLookedAt(string source, FindingCode code) =>
        Assert.Contains(Driver(new FakeCommandRunner()).Check(Pool(source), Host), finding => finding.Code == code);

    [Fact]
    public void Check_OwnKeys_AreKnown()
    {
        var pool = Pool("tank");
        pool = pool with { Config = pool.Config.Add("zfs.clone_copy", "rebase").Add("zfs.export", "false").Add("size", "1GiB").Add("lvm.vg_name", "x") };

        var unknown = Assert.Single(Driver(new FakeCommandRunner()).Check(pool, Host), finding => finding.Code == FindingCode.PoolKeyUnknown);

        Assert.Equal("lvm.vg_name", unknown.Arguments[0]);
    }

    [Fact]
    public void IsSame_OneDatasetNamedInTwoWays_IsOnePool()
    {
        var found = new FoundPool { Definition = Pool("tank/incus") };

        Assert.True(Driver(new FakeCommandRunner()).IsSame(Pool("") with { Config = ConfigMaps.Empty.Add("zfs.pool_name", "tank/incus") }, found, Host));
        Assert.False(Driver(new FakeCommandRunner()).IsSame(Pool("tank"), found, Host));
    }

    [Fact(Timeout = 60_000)]
    public async Task Open_ImportedPool_IsReadWhereItIs()
    {
        var cancel = TestContext.Current.CancellationToken;
        var commands = Answering("tank", Imported);

        await using (var open = await Driver(commands).OpenAsync(Pool("tank/incus"), Host, cancel))
        {
            Assert.Equal(["bad-z", "c-z", "e-z", "v1", "blk", "v-z", "data"], await NamesAsync(open, cancel));
        }

        Assert.DoesNotContain(commands.Asked, line => line.Contains("import", StringComparison.Ordinal) || line.Contains("export", StringComparison.Ordinal));
    }

    [Fact(Timeout = 60_000)]
    public async Task Open_ExportedPool_IsImportedReadOnlyUnderAnotherNameAndExported()
    {
        var cancel = TestContext.Current.CancellationToken;
        var commands = Answering(OwnName, "")
            .On("zpool import -s", Listing)
            .On("zpool import -N")
            .On("zpool get", "4746804023707280281\non\n")
            .On("zpool export");

        await using (var open = await Driver(commands).OpenAsync(Pool("tank/incus"), Host, cancel))
        {
            Assert.Equal(["bad-z", "c-z", "e-z", "v1", "blk", "v-z", "data"], await NamesAsync(open, cancel));
        }

        var import = Assert.Single(commands.Asked, line => line.StartsWith("zpool import -N", StringComparison.Ordinal));
        Assert.Contains("-o readonly=on -o cachefile=none -R ", import, StringComparison.Ordinal);
        Assert.EndsWith($"-s -t 4746804023707280281 {OwnName}", import, StringComparison.Ordinal);
        Assert.Contains($"zpool export {OwnName}", commands.Asked);
        Assert.Empty(Directory.EnumerateFileSystemEntries(Data.Mounts));
    }

    [Fact(Timeout = 60_000)]
    public async Task Dispose_AnotherPoolHasTheName_IsNotExported()
    {
        var commands = Answering(OwnName, "")
            .On("zpool import -s", Listing)
            .On("zpool import -N")
            .On("zpool get", "4746804023707280281\noff\n")
            .On("zpool export");

        await (await Driver(commands).OpenAsync(Pool("tank/incus"), Host, TestContext.Current.CancellationToken)).DisposeAsync();

        Assert.DoesNotContain(commands.Asked, line => line.StartsWith("zpool export", StringComparison.Ordinal));
    }

    [Theory(Timeout = 60_000)]
    [InlineData("", FindingCode.PoolSourceMissing)]
    [InlineData(Listing + Listing, FindingCode.ZfsPoolAmbiguous)]
    [InlineData("  pool: tank\n    id: 5\n state: FAULTED\nstatus: broken.\n", FindingCode.PoolUnreadable)]
    public async Task Open_PoolThatCannotBeImported_SaysWhy(string listing, FindingCode code)
    {
        var commands = new FakeCommandRunner().On("zpool list -H -p -o").On("zpool import -s", listing);

        var failure = await Assert.ThrowsAsync<PoolUnreadableException>(
            () => Driver(commands).OpenAsync(Pool("tank/incus"), Host, TestContext.Current.CancellationToken));

        Assert.Equal(code, failure.Finding.Code);
    }

    [Fact(Timeout = 60_000)]
    public async Task Open_ImportFails_LeavesNothingWritten()
    {
        var commands = new FakeCommandRunner()
            .On("zpool list -H -p -o")
            .On("zpool import -s", Listing)
            .On("zpool import -N", exitCode: 1, errors: "cannot import")
            .On("zpool get", exitCode: 1);

        var failure = await Assert.ThrowsAsync<PoolUnreadableException>(
            () => Driver(commands).OpenAsync(Pool("tank/incus"), Host, TestContext.Current.CancellationToken));

        Assert.Contains("cannot import", failure.Finding.Raw, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFileSystemEntries(Data.Mounts));
    }

    [Fact(Timeout = 60_000)]
    public async Task OpenVolume_KeyNotLoaded_AsksForIt()
    {
        var failure = await Assert.ThrowsAsync<VolumeUnreadableException>(() => OpenEncryptedAsync(Answering("tank", Imported), TestContext.Current.CancellationToken));

        Assert.Equal(FindingCode.ZfsKeyNeeded, failure.Finding.Code);
        Assert.Equal(["tank/enc"], failure.Finding.Arguments);
    }

    [Fact(Timeout = 60_000)]
    public async Task OpenVolume_KeyTyped_GoesToTheInputOnlyAndIsUnloaded()
    {
        var given = "";
        var commands = Answering("tank", Imported)
            .On("zfs load-key", command =>
            {
                given = command.StandardInput;
                return Task.FromResult(FakeCommandRunner.Result(command));
            })
            .On("zfs get -H -o value keystatus", "available\n")
            .On("zfs unload-key")
            .On("mount");
        _keys.Add("tank/enc", "pass-phrase");

        await OpenEncryptedAsync(commands, TestContext.Current.CancellationToken);

        Assert.Equal("pass-phrase", given);
        Assert.Single(commands.Asked, "zfs load-key -L prompt tank/enc");
        Assert.Single(commands.Asked, "zfs unload-key tank/enc");
        Assert.DoesNotContain(commands.Asked, line => line.Contains("pass-phrase", StringComparison.Ordinal));
        Assert.Contains(commands.Asked, line => line.StartsWith("mount -t zfs -o ro,nosuid,nodev,noexec tank/enc/containers/c-ze ", StringComparison.Ordinal));
    }

    [Fact(Timeout = 60_000)]
    public async Task OpenVolume_WrongKey_IsSaidAndNothingIsUnloaded()
    {
        var commands = Answering("tank", Imported).On("zfs load-key", exitCode: 255, errors: "Key load error: Incorrect key provided for 'tank/enc'.");
        _keys.Add("tank/enc", "other");

        var failure = await Assert.ThrowsAsync<VolumeUnreadableException>(() => OpenEncryptedAsync(commands, TestContext.Current.CancellationToken));

        Assert.Equal(FindingCode.ZfsKeyWrong, failure.Finding.Code);
        Assert.DoesNotContain(commands.Asked, line => line.StartsWith("zfs unload-key", StringComparison.Ordinal));
    }

    [Fact(Timeout = 60_000)]
    public async Task Find_ToolsMissing_FindsNothing() =>
        Assert.Empty(await Driver(new FakeCommandRunner()).FindAsync(Host, TestContext.Current.CancellationToken));

    [Fact(Timeout = 60_000)]
    public async Task Find_ImportedPool_FindsTheDatasetsOfIncus()
    {
        var commands = Answering("tank", "tank\t4746804023707280281\t4026531840\tDEGRADED\n").On("zpool list -H -P", "tank\n\t/dev/sdb1\t4G\n").On("zpool import -s");

        var found = await Driver(commands).FindAsync(Host, TestContext.Current.CancellationToken);

        Assert.Equal(["tank/bm", "tank/enc", "tank/incus"], found.Select(pool => pool.Definition.Source));
        Assert.Equal(["bm", "enc", "incus"], found.Select(pool => pool.Definition.Name));
        Assert.All(found, pool => Assert.Equal("/dev/sdb1", pool.Device));
        Assert.All(found, pool => Assert.Equal(FindingCode.ZfsPoolDegraded, pool.Findings[0].Code));
        Assert.Equal([1, 2, 1], found.Select(pool => pool.Findings.Length));
        Assert.Equal((FindingCode.ZfsKeyNeeded, "tank/enc"), (found[1].Findings[1].Code, found[1].Findings[1].Arguments[0]));
        Assert.True(found[2].Look!.IsPool);
    }

    private async Task OpenEncryptedAsync(FakeCommandRunner commands, CancellationToken cancel)
    {
        await using var open = await Driver(commands).OpenAsync(Pool("tank/enc"), Host, cancel);
        var volumes = await open.ListAsync(cancel).ToListAsync(cancel);
        var container = Assert.Single(volumes, volume => volume.Name == "c-ze");
        await (await open.OpenVolumeAsync(container, snapshot: null, cancel)).DisposeAsync();
        await (await open.OpenVolumeAsync(container, "s0", cancel)).DisposeAsync();
    }

    /// <summary>Tools that know the captured pool under a name.</summary>
    private static FakeCommandRunner Answering(string name, string imported) => new FakeCommandRunner()
        .On("zpool list -H -p -o", imported)
        .On("zfs list -H -p -r -t filesystem,volume", command => Listed(command, ZfsCapture.Datasets, name))
        .On("zfs list -H -p -r -t snapshot", command => Listed(command, ZfsCapture.Snapshots, name))
        .On("zfs get -H -r -t volume", command => Listed(command, ZfsCapture.Contents, name));

    private static Task<CommandResult> Listed(CommandSpec command, string captured, string name) => Task.FromResult(FakeCommandRunner.Result(
        command,
        string.Concat(captured.Split('\n')
            .Select(line => line.Replace("tank", name, StringComparison.Ordinal))
            .Where(line => line.StartsWith(command.Arguments[^1], StringComparison.Ordinal))
            .Select(line => line + "\n"))));

    private static async Task<List<string>> NamesAsync(IOpenPool open, CancellationToken cancellationToken) =>
        [.. (await open.ListAsync(cancellationToken).ToListAsync(cancellationToken)).Select(volume => volume.Name)];

    private static PoolDefinition Pool(string source) => new() { Name = "one", Driver = "zfs", Source = source, Origin = PoolOrigin.Typed };

    private ZfsDriver Driver(FakeCommandRunner commands) => new(new LookLedger(Data, commands), commands, _keys);
}
