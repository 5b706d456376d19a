using System.Diagnostics;

namespace Recover.Tests.E2E.Lab;

/// <summary>
/// Network, mount and process namespaces of one private host. The first process in them waits for the end of its input, which the test holds:
/// when the test ends in whatever way, the kernel ends every process inside and takes its mounts and interfaces away.
/// </summary>
internal sealed class LabNamespace : IAsyncDisposable
{
    // The interfaces of the new network show in a new sysfs only; the control groups must stay visible below it. A root of another system is only looked at:
    // what is written goes into memory.
    private const string Prepare = """
        set -e
        ip link set lo up
        mount --rbind /sys/fs/cgroup "$1"
        mount -t sysfs sysfs /sys
        mount --rbind "$1" /sys/fs/cgroup
        umount -l "$1"
        if [ -n "$2" ]; then
          root=/mnt/root
          shift
          mount -t tmpfs none /mnt
          mkdir /mnt/upper /mnt/work $root
          mount -t overlay none $root -o "lowerdir=$1,upperdir=/mnt/upper,workdir=/mnt/work"
          shift
          for place in /proc /sys /dev "$@"; do
            mkdir -p "$root$place"
            mount --rbind "$place" "$root$place"
            mount --make-rslave "$root$place"
          done
          cd $root
          pivot_root . mnt
          umount -l /mnt
        fi
        echo ready
        while read -r _; do :; done
        """;

    private readonly Process _holder;
    private readonly string _first;

    private LabNamespace(Process holder, string first)
    {
        _holder = holder;
        _first = first;
    }

    /// <summary>A path of the private host as the test itself can open it, mounts of the private host included.</summary>
    public string FromOutside(string path) => $"/proc/{_first}/root{path}";

    /// <summary>Makes the namespaces.</summary>
    /// <param name="directory">Of the test; shows inside under the same path.</param>
    /// <param name="root">Root of another system that the private host runs instead of this one; empty for this one.</param>
    /// <param name="cancellationToken">Ends it early.</param>
    public static async Task<LabNamespace> CreateAsync(LabDirectory directory, string root, CancellationToken cancellationToken)
    {
        var groups = directory.Make("cgroup");
        string[] arguments =
        [
            "--net", "--mount", "--pid", "--fork", "--kill-child", "--mount-proc", "--propagation", "private",
            "bash", "-c", Prepare, "holder", groups, root, directory.Path, Path.GetDirectoryName(LabPrograms.Recover)!,
        ];
        var holder = Process.Start(LabCommand.StartInfo("unshare", arguments, null)) ?? throw new InvalidOperationException("unshare did not start");
        if (await holder.StandardOutput.ReadLineAsync(cancellationToken) != "ready")
        {
            throw new InvalidOperationException(await holder.StandardError.ReadToEndAsync(cancellationToken));
        }

        var children = await File.ReadAllTextAsync($"/proc/{holder.Id}/task/{holder.Id}/children", cancellationToken);
        return new LabNamespace(holder, children.Trim());
    }

    /// <summary>The given command as one that enters the namespaces first.</summary>
    public IReadOnlyList<string> Enter(string program, params IEnumerable<string> arguments) =>
        ["-t", _first, "--net", "--mount", "--pid", program, .. arguments];

    public async ValueTask DisposeAsync()
    {
        _holder.StandardInput.Close();
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        try
        {
            await _holder.WaitForExitAsync(deadline.Token);
        }
        catch (OperationCanceledException)
        {
            _holder.Kill();
        }

        _holder.Dispose();
    }
}
