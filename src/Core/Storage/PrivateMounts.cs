using Recover.Core.Commands;
using Recover.Core.Findings;
using Recover.Core.Hosts;

namespace Recover.Core.Storage;

/// <summary>
/// Mounts file systems for looking only: read-only, without replay of their journal, where no other process meets them, and undone afterwards. A
/// file gets a loop device that the kernel itself keeps from writing. Thread-safe.
/// </summary>
public sealed class PrivateMounts(DataDirectory data, ICommandRunner commands)
{
    private const int LoopTries = 5;
    private const string SafeOptions = "ro,nosuid,nodev,noexec";

    // The first spelling since Linux 5.9; the second before.
    private static readonly string[] BtrfsWithoutReplay = ["rescue=nologreplay", "nologreplay"];

    /// <summary>Mounts a btrfs file system.</summary>
    /// <param name="source">A block device or a regular file.</param>
    /// <param name="cancellationToken">Gives up; what was done until then is undone.</param>
    /// <exception cref="PoolUnreadableException">It can't be mounted.</exception>
    public async Task<PrivateMount> MountBtrfsAsync(string source, CancellationToken cancellationToken)
    {
        var directory = Path.Combine(data.Mounts, Guid.NewGuid().ToString("N"));
        var isDevice = BlockDevices.IsBlockDevice(source);
        var mount = new PrivateMount(commands, PrivateMountRecord.New(directory, isDevice ? null : Path.GetFullPath(source)));
        try
        {
            Directory.CreateDirectory(data.Mounts, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
            mount.Record.Write();
            Directory.CreateDirectory(directory, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
            await RunAsync(["mount", "--bind", directory, directory], cancellationToken).ConfigureAwait(false);
            await RunAsync(["mount", "--make-private", directory], cancellationToken).ConfigureAwait(false);
            Directory.CreateDirectory(mount.Root);
            var device = isDevice ? source : await AttachAsync(mount, cancellationToken).ConfigureAwait(false);
            await MountReadOnlyAsync(device, mount.Root, cancellationToken).ConfigureAwait(false);
            await mount.ReleaseLoopAsync().ConfigureAwait(false);
            return mount;
        }
        catch (Exception failure)
        {
            await mount.DisposeAsync().ConfigureAwait(false);
            if (failure is CommandFailedException or IOException or UnauthorizedAccessException)
            {
                throw new PoolUnreadableException(Finding.Of(FindingCode.PoolUnreadable, source).WithRaw(failure.Message), failure);
            }

            throw;
        }
    }

    /// <summary>Undoes what processes that were killed left behind: only mounts below our directory and loop devices that our records name.</summary>
    public async Task CleanUpAsync(CancellationToken cancellationToken)
    {
        foreach (var record in PrivateMountRecord.AllIn(data.Mounts).Where(record => !record.IsInUse))
        {
            cancellationToken.ThrowIfCancellationRequested();
            await new PrivateMount(commands, record).DisposeAsync().ConfigureAwait(false);
        }
    }

    private async Task<string> AttachAsync(PrivateMount mount, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            // The device is written down before it is attached: a kill in between leaves nothing that nobody knows of.
            var free = (await RunAsync(["losetup", "--find"], cancellationToken).ConfigureAwait(false)).Output.Trim();
            mount.Record = mount.Record with { LoopDevice = free };
            mount.Record.Write();
            try
            {
                await RunAsync(["losetup", "--read-only", free, mount.Record.Image!], cancellationToken).ConfigureAwait(false);
                return free;
            }
            catch (CommandFailedException) when (attempt < LoopTries && BlockDevices.BackingFile(free) is not null)
            {
                // Somebody else took it in the meantime.
            }
        }
    }

    private async Task MountReadOnlyAsync(string device, string point, CancellationToken cancellationToken)
    {
        for (var index = 0; ; index++)
        {
            try
            {
                var options = $"{SafeOptions},{BtrfsWithoutReplay[index]}";
                await RunAsync(["mount", "-t", "btrfs", "-o", options, device, point], cancellationToken).ConfigureAwait(false);
                return;
            }
            catch (CommandFailedException) when (index < BtrfsWithoutReplay.Length - 1)
            {
                // An older kernel refuses the newer spelling; other reasons show again at the next try.
            }
        }
    }

    private async Task<CommandResult> RunAsync(string[] line, CancellationToken cancellationToken) =>
        (await commands.RunAsync(CommandSpec.Of(line[0], line.AsSpan(1)), cancellationToken).ConfigureAwait(false)).EnsureSuccess();
}
