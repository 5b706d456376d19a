using Recover.Core.Commands;

namespace Recover.Core.Storage;

/// <summary>A file system that is mounted for looking until disposed. Not thread-safe.</summary>
public sealed class PrivateMount : IAsyncDisposable
{
    private readonly ICommandRunner _commands;

    internal PrivateMount(ICommandRunner commands, PrivateMountRecord record)
    {
        _commands = commands;
        Record = record;
    }

    /// <summary>Where it is mounted.</summary>
    public string Root => Path.Combine(Record.Directory, "pool");

    internal PrivateMountRecord Record { get; set; }

    /// <summary>Unmounts, detaches, and removes the directory; never cancelled, never throws for what is gone already.</summary>
    public async ValueTask DisposeAsync()
    {
        var undone = await UnmountAsync(Root).ConfigureAwait(false) && await UnmountAsync(Record.Directory).ConfigureAwait(false);
        await ReleaseLoopAsync().ConfigureAwait(false);
        if (undone && Directory.Exists(Record.Directory))
        {
            // Plain removal of empty directories only: were something still mounted there, this could not reach into it.
            RemoveIfEmpty(Root);
            RemoveIfEmpty(Record.Directory);
        }

        if (!Directory.Exists(Record.Directory))
        {
            Record.Remove();
        }
    }

    /// <summary>
    /// Detaches the loop device; one in use goes by itself with its last mount. Only a read-only device of our file is touched: the number may belong
    /// to somebody else by now.
    /// </summary>
    internal async Task ReleaseLoopAsync()
    {
        if (Record.LoopDevice is { } device && BlockDevices.BackingFile(device) == Record.Image && BlockDevices.IsReadOnly(device))
        {
            await TryAsync("losetup", "--detach", device).ConfigureAwait(false);
        }
    }

    private async Task<bool> UnmountAsync(string point)
    {
        // A mount made twice at one point is undone twice.
        while (MountTable.Read().At(point) is not null)
        {
            if (!await TryAsync("umount", point).ConfigureAwait(false) && !await TryAsync("umount", "--lazy", point).ConfigureAwait(false))
            {
                return false;
            }
        }

        return true;
    }

    private async Task<bool> TryAsync(string program, params string[] arguments)
    {
        try
        {
            return (await _commands.RunAsync(CommandSpec.Of(program, arguments), CancellationToken.None).ConfigureAwait(false)).Succeeded;
        }
        catch (CommandFailedException)
        {
            return false;
        }
    }

    private static void RemoveIfEmpty(string directory)
    {
        if (Directory.Exists(directory) && !Directory.EnumerateFileSystemEntries(directory).Any())
        {
            Directory.Delete(directory);
        }
    }
}
