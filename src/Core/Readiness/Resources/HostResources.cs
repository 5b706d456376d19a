using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Globalization;
using Recover.Core.Hosts;

namespace Recover.Core.Readiness.Resources;

/// <summary>What this host has for instances, read when it is first asked for and then kept: make a new one for a new look. Thread-safe.</summary>
internal sealed class HostResources
{
    private const int MemoryBytes = 64 * 1024;

    private readonly IHostFiles _files;
    private readonly ConcurrentDictionary<string, HostPathState> _paths = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, bool> _programs = new(StringComparer.Ordinal);
    private readonly Lazy<ImmutableHashSet<string>> _interfaces;
    private readonly Lazy<ImmutableDictionary<string, long>> _memory;
    private readonly Lazy<(HostIds Users, HostIds Groups)> _ids;
    private readonly Lazy<HostHardware> _hardware;

    public HostResources(HostSurvey survey, IHostFiles files)
    {
        _files = files;
        Architecture = survey.Architecture;
        Kernel = new HostKernel(files);
        _interfaces = new(() => [.. files.Names("/sys/class/net")]);
        _memory = new(ReadMemory);
        _ids = new(() => HostIds.Read(files));
        _hardware = new(() => HostHardware.Read(files));
        MissingForVirtualMachines = survey.SupportsVirtualMachines ? [] : ReadMissing(survey.Architecture);
    }

    /// <summary>Incus' name of this host's architecture; empty when unknown.</summary>
    public string Architecture { get; }

    public HostKernel Kernel { get; }

    /// <summary>What virtual machines would need and is not there; empty when they can run.</summary>
    public ImmutableArray<string> MissingForVirtualMachines { get; }

    /// <summary>User ids that root may give to containers.</summary>
    public HostIds UserIds => _ids.Value.Users;

    /// <summary>Group ids that root may give to containers.</summary>
    public HostIds GroupIds => _ids.Value.Groups;

    public HostHardware Hardware => _hardware.Value;

    /// <summary>Bytes of memory that could be used now; null when the kernel does not say.</summary>
    public long? AvailableMemory => _memory.Value.TryGetValue("MemAvailable", out var bytes) ? bytes : null;

    /// <summary>All bytes of memory; 0 when the kernel does not say.</summary>
    public long TotalMemory => _memory.Value.GetValueOrDefault("MemTotal");

    /// <summary>Whether a network interface is there; true when nothing can be seen of them.</summary>
    public bool HasInterface(string name) => _interfaces.Value.IsEmpty || _interfaces.Value.Contains(name);

    public bool HasProgram(string name) => _programs.GetOrAdd(name, _files.HasProgram);

    public HostPathState StateOf(string path) => _paths.GetOrAdd(path, _files.StateOf);

    private ImmutableArray<string> ReadMissing(string architecture)
    {
        var qemu = $"qemu-system-{architecture}";
        string[] missing =
        [
            .. ((string[])["/dev/kvm", "/dev/vhost-vsock"]).Where(path => _files.StateOf(path) != HostPathState.Present),
            .. _files.HasProgram(qemu) || _files.HasProgram("qemu-kvm") ? [] : (string[])[qemu],
        ];
        return [.. missing];
    }

    private ImmutableDictionary<string, long> ReadMemory()
    {
        var found = ImmutableDictionary.CreateBuilder<string, long>(StringComparer.Ordinal);
        foreach (var line in (_files.ReadText("/proc/meminfo", MemoryBytes) ?? "").Split('\n'))
        {
            if (line.Split(':') is [var name, var value]
                && value.Trim().Split(' ') is [var number, "kB"]
                && long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var kilobytes))
            {
                found[name] = kilobytes * 1024;
            }
        }

        return found.ToImmutable();
    }
}
