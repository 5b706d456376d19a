namespace Recover.Core.Storage.Ledger;

/// <summary>A device-mapper device of our own: writes to it go to a scratch device, never to what is below.</summary>
/// <param name="Name">Begins with <see cref="Prefix"/>.</param>
internal sealed record MappedDeviceStep(string Name) : LedgerStep
{
    /// <summary>No other program names its devices like this.</summary>
    public const string Prefix = "recover-";

    private const int ChunkSectors = 8;

    /// <summary>Its path.</summary>
    public string Device => $"/dev/mapper/{Name}";

    /// <summary>Puts a scratch device over another one; the path of what shows both.</summary>
    /// <param name="page">What undoes it.</param>
    /// <param name="name">Unique after the prefix.</param>
    /// <param name="below">The device that is not to be written.</param>
    /// <param name="scratch">The device that takes the writes.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async Task<string> CoverAsync(LedgerPage page, string name, string below, string scratch, CancellationToken cancellationToken)
    {
        var step = new MappedDeviceStep(Prefix + name);
        var sectors = (await page.RunAsync(["blockdev", "--getsz", below], cancellationToken).ConfigureAwait(false)).Output.Trim();
        await page.DoAsync(
            step,
            async stop =>
            {
                await page.RunAsync(
                    ["dmsetup", "create", "--noudevrules", "--noudevsync", step.Name, "--table", $"0 {sectors} snapshot {below} {scratch} N {ChunkSectors}"],
                    stop).ConfigureAwait(false);
                await page.RunAsync(["dmsetup", "mknodes", step.Name], stop).ConfigureAwait(false);
            },
            cancellationToken).ConfigureAwait(false);
        return step.Device;
    }

    /// <inheritdoc/>
    public override async Task<bool> UndoAsync(LookLedger ledger) =>
        !Name.StartsWith(Prefix, StringComparison.Ordinal) || await MappedDevices.RemoveAsync(Name, ledger).ConfigureAwait(false);
}
