using System.Collections.Immutable;
using Recover.Core.Commands;
using Recover.Core.Findings;

namespace Recover.Core.Hosts;

/// <summary>
/// Looks at a host without changing it: what can't be seen is a finding or left empty, never an exception. Thread-safe.
/// </summary>
public sealed class HostInspector(HostOptions options, ICommandRunner commands)
{
    /// <summary>Bytes below which <see cref="FindingCode.LittleSpace"/> is found.</summary>
    public const long ScarceBytes = 512L * 1024 * 1024;


    // The needed ones read pools that are not mounted; the others are only shown.
    private static readonly (string Name, bool Needed)[] KnownTools =
    [
        ("mount", true), ("umount", true), ("losetup", true), ("blkid", true), ("btrfs", false), ("incus", false), ("incusd", false),
        ("systemctl", false), ("lvm", false), ("truenas_incus_ctl", false),
    ];

    private volatile string? _machine;
    private volatile ProgramVersion? _asked;

    /// <summary>Looks at everything once.</summary>
    public async Task<HostSurvey> InspectAsync(CancellationToken cancellationToken)
    {
        var directory = options.Directory;
        var findings = ImmutableArray.CreateBuilder<Finding>();
        var hasDirectory = Directory.Exists(directory.Root);
        var tools = LookForTools(findings);
        var (daemon, version) = await LookAtDaemonAsync(findings, cancellationToken).ConfigureAwait(false);
        var database = daemon == DaemonState.Running ? DatabaseCondition.Served : DatabaseLook.Of(directory);
        var images = HostPlaces.CountFiles(directory.Images);
        var architecture = await ArchitectureAsync(cancellationToken).ConfigureAwait(false);

        if (!hasDirectory)
        {
            findings.Add(Finding.Of(FindingCode.IncusDirectoryMissing, directory.Root));
        }

        if (!options.IsSample && !Environment.IsPrivilegedProcess)
        {
            findings.Add(Finding.Of(FindingCode.NotRoot));
        }

        AddDatabaseFindings(findings, database, images);
        var free = HostPlaces.FreeBytes(directory.Root);
        if (hasDirectory && free < ScarceBytes)
        {
            findings.Add(Finding.Of(FindingCode.LittleSpace, directory.Root, $"{ScarceBytes}"));
        }

        return new HostSurvey
        {
            Directory = directory,
            HostName = Environment.MachineName,
            Version = version,
            Daemon = daemon,
            Control = DaemonControls.KindFor(options),
            Database = database,
            Architecture = architecture,
            SupportsVirtualMachines = File.Exists("/dev/kvm") && File.Exists("/dev/vhost-vsock") && IncusPrograms.Qemu(architecture) is not null,
            Tools = tools,
            FreeBytes = free,
            RunningContainers = RunningContainers.Of(directory),
            Interfaces = HostPlaces.EntryNames("/sys/class/net"),
            ImageFiles = images,
            Images = HostPlaces.Fingerprints(directory.Images),
            Findings = findings.ToImmutable(),
        };
    }

    private async Task<(DaemonState State, string? Version)> LookAtDaemonAsync(
        ImmutableArray<Finding>.Builder findings, CancellationToken cancellationToken)
    {
        if (options.IsSample)
        {
            return (DaemonState.Stopped, null);
        }

        using var api = new IncusApi(options.Directory);
        var state = await new DaemonPresence(options.Directory, api).StateAsync(cancellationToken).ConfigureAwait(false);
        if (state == DaemonState.Missing)
        {
            findings.Add(Finding.Of(FindingCode.DaemonProgramMissing, string.Join(", ", [.. IncusPrograms.Directories, "PATH"])));
            return (state, null);
        }

        if (state == DaemonState.Running && await AskVersionAsync(api, cancellationToken).ConfigureAwait(false) is { Length: > 0 } answered)
        {
            return (state, answered);
        }

        return (state, IncusPrograms.Daemon() is { } program
            ? await ProgramVersionAsync(program, cancellationToken).ConfigureAwait(false)
            : null);
    }

    private void AddDatabaseFindings(ImmutableArray<Finding>.Builder findings, DatabaseCondition database, int images)
    {
        if (database == DatabaseCondition.Missing)
        {
            findings.Add(Finding.Of(FindingCode.DatabaseMissing));
            if (images > 0 && !options.IsSample)
            {
                findings.Add(Finding.Of(FindingCode.ImagesAtRisk, $"{images}"));
            }
        }
        else if (database == DatabaseCondition.StoppedUncleanly)
        {
            findings.Add(Finding.Of(FindingCode.DatabaseStoppedUncleanly));
        }
    }

    private ImmutableArray<ToolPresence> LookForTools(ImmutableArray<Finding>.Builder findings)
    {
        var tools = ImmutableArray.CreateBuilder<ToolPresence>();
        foreach (var (name, needed) in KnownTools)
        {
            var path = ExecutableFinder.Find(name, [.. IncusPrograms.Directories]);
            tools.Add(new ToolPresence(name, path));
            if (needed && path is null && !options.IsSample)
            {
                findings.Add(Finding.Of(FindingCode.ToolMissing, name, HostTexts.ReadingUnmountedPools));
            }
        }

        return tools.ToImmutable();
    }

    // It stays the same as long as the machine runs.
    private async Task<string> ArchitectureAsync(CancellationToken cancellationToken) =>
        Architectures.FromKernel(_machine ??= await OutputAsync("uname", "-m", cancellationToken).ConfigureAwait(false) ?? "");

    /// <summary>Its version, asked once as long as the file stays the same: running it costs more than the rest of a look.</summary>
    private async Task<string?> ProgramVersionAsync(string program, CancellationToken cancellationToken)
    {
        var written = File.GetLastWriteTimeUtc(program);
        if (_asked is { } asked && asked.Program == program && asked.Written == written)
        {
            return asked.Version;
        }

        var version = await OutputAsync(program, "--version", cancellationToken).ConfigureAwait(false);
        _asked = version is null ? null : new ProgramVersion(program, written, version);
        return version;
    }

    private static async Task<string?> AskVersionAsync(IncusApi api, CancellationToken cancellationToken)
    {
        try
        {
            return (await api.GetServerAsync(cancellationToken).ConfigureAwait(false)).Version;
        }
        catch (IncusApiException)
        {
            return null;
        }
    }

    private async Task<string?> OutputAsync(string program, string argument, CancellationToken cancellationToken)
    {
        try
        {
            var result = await commands.RunAsync(CommandSpec.Of(program, argument), cancellationToken).ConfigureAwait(false);
            return result.Succeeded && result.Output.Trim() is { Length: > 0 } text ? text : null;
        }
        catch (CommandFailedException)
        {
            return null;
        }
    }

    private sealed record ProgramVersion(string Program, DateTime Written, string Version);
}
