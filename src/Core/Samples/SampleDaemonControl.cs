using Recover.Core.Databases;
using Recover.Core.Hosts;

namespace Recover.Core.Samples;

/// <summary>
/// Stands in for the daemon of the sample host. It does to the sample's directory what the real one does at its start: makes a database where there is
/// none and then deletes images without a record, applies the start-up patch in one transaction and deletes it, or leaves it and does not come up. Its
/// database is <c>db.bin</c>. Whether it runs is remembered in a file, so that it outlives the console as a daemon does.
/// </summary>
public sealed class SampleDaemonControl(IncusDirectory incus) : IDaemonControl
{
    /// <summary>The version it claims.</summary>
    public const string Version = "6.0.4";

    // A closed segment of the log, as a cleanly stopped daemon leaves one; only its name is ever looked at here.
    private const string Segment = "0000000000000001-0000000000000001";

    private readonly string _runs = Path.Combine(incus.Root, "sample-daemon.running");

    /// <inheritdoc/>
    public DaemonControlKind Kind => DaemonControlKind.Sample;

    /// <inheritdoc/>
    public string StopCommand => SampleTexts.Get("Stop");

    /// <inheritdoc/>
    public string StartCommand => SampleTexts.Get("Start");

    /// <inheritdoc/>
    public Task<DaemonState> StateAsync(CancellationToken cancellationToken) =>
        Task.FromResult(File.Exists(_runs) ? DaemonState.Running : DaemonState.Stopped);

    /// <inheritdoc/>
    public Task<bool> IsGoneAsync(CancellationToken cancellationToken) => Task.FromResult(!File.Exists(_runs));

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken)
    {
        File.Delete(_runs);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        if (File.Exists(_runs))
        {
            return;
        }

        var database = Path.Combine(incus.GlobalDatabase, "db.bin");
        if (!File.Exists(database))
        {
            await MakeDatabaseAsync(database, cancellationToken).ConfigureAwait(false);
        }

        if (File.Exists(incus.GlobalPatch))
        {
            await ApplyPatchAsync(database, cancellationToken).ConfigureAwait(false);
        }

        await File.WriteAllTextAsync(_runs, "", cancellationToken).ConfigureAwait(false);
    }

    private async Task MakeDatabaseAsync(string database, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(incus.GlobalDatabase);
        await File.WriteAllTextAsync(Path.Combine(incus.GlobalDatabase, Segment), "", cancellationToken).ConfigureAwait(false);
        await DatabaseFile.CreateFreshAsync(database, FreshDatabase.SchemaOf(Version)!.Value, cancellationToken).ConfigureAwait(false);
        foreach (var image in Directory.Exists(incus.Images) ? Directory.GetFiles(incus.Images) : [])
        {
            File.Delete(image);
        }
    }

    private async Task ApplyPatchAsync(string database, CancellationToken cancellationToken)
    {
        var backup = incus.GlobalDatabase + ".bak";
        Directory.CreateDirectory(backup);
        File.Copy(database, Path.Combine(backup, "db.bin"), overwrite: true);
        try
        {
            var sql = await File.ReadAllTextAsync(incus.GlobalPatch, cancellationToken).ConfigureAwait(false);
            await DatabaseFile.ApplyPatchAsync(database, sql, cancellationToken).ConfigureAwait(false);
        }
        catch (DatabaseFileException refused)
        {
            throw new DaemonControlException(SampleTexts.Get("NotReady"), StartCommand, $"{incus.GlobalPatch}: {refused.Message}", refused);
        }

        File.Delete(incus.GlobalPatch);
    }
}
