using System.Collections.Immutable;
using Recover.Core.Databases;
using Recover.Core.Findings;
using Recover.Core.Hosts;
using Recover.Web.Texts;

namespace Recover.Web.Components.Pages;

public sealed partial class HostCheck
{
    private ImmutableArray<Finding> AllFindings => [.. Case?.Host?.Findings ?? [], .. Case?.Database?.Findings ?? []];

    protected override Task OnOpenedAsync() => Case!.Host is null ? LookAsync() : Task.CompletedTask;

    private static string Word(string key) => HostTexts.ResourceManager.GetString(key)!;

    private static string Running(HostSurvey host) => host.RunningContainers.IsEmpty
        ? SharedTexts.None
        : Words.Fill(HostTexts.RunningText, host.RunningContainers.Count, string.Join(", ", host.RunningContainers.Take(20)));

    private static string Tool(ToolPresence tool) =>
        Words.Fill(tool.Path is null ? HostTexts.ToolMissing : HostTexts.ToolFound, tool.Name);

    private static string Records(DatabaseContents contents) => Words.Fill(
        HostTexts.RecordsText,
        Words.Instances(contents.Instances.Length),
        Words.Pools(contents.Pools.Length),
        Words.Volumes(contents.Volumes.Length));

    private Task<bool> LookAsync() => TryAsync(async _ => Case = await Workflow.SurveyAsync(Number, Closed));

    private Task<bool> StartDaemonAsync() => TryAsync(async by => Case = await Workflow.StartDaemonAsync(Number, by, Closed));

    private bool MayStartDaemon(HostSurvey host) =>
        host is { Database: DatabaseCondition.StoppedUncleanly, Daemon: DaemonState.Stopped } && Case!.ClosedAt is null;

    private IEnumerable<(string What, string Result)> Facts(HostSurvey host)
    {
        yield return (HostTexts.Directory, host.Directory.Root);
        yield return (HostTexts.Version, host.Version ?? HostTexts.VersionUnknown);
        yield return (HostTexts.Daemon, Word($"Daemon{host.Daemon}"));
        yield return (HostTexts.Control, Word($"Control{host.Control}"));
        yield return (HostTexts.Database, Word($"Database{host.Database}"));
        if (Case!.Database is { Source: not null } database)
        {
            yield return (HostTexts.Records, Records(database.Contents));
        }

        yield return (HostTexts.Running, Running(host));
        yield return (HostTexts.Machines, host.SupportsVirtualMachines ? HostTexts.MachinesYes : HostTexts.MachinesNo);
        yield return (HostTexts.Space, Words.Size(host.FreeBytes));
        yield return (HostTexts.Tools, string.Join("; ", host.Tools.Select(Tool)));
    }
}
