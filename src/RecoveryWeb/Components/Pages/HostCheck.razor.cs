using System.Collections.Immutable;
using Recover.Core.Databases;
using Recover.Core.Databases.Candidates;
using Recover.Core.Findings;
using Recover.Core.Hosts;
using Recover.Web.Texts;

namespace Recover.Web.Components.Pages;

public sealed partial class HostCheck
{
    private ImmutableArray<Finding> AllFindings =>
        [.. (Case?.Host?.Findings ?? []).Concat(Case?.Database?.Findings ?? []).Concat(Case?.Inventory?.Findings ?? []).DistinctBy(finding => (finding.Code, finding.Message))];

    protected override Task OnOpenedAsync() => Case!.Host is null ? LookAsync() : Task.CompletedTask;

    // What the database knows comes back with it; a recovery from the pools has to guess that.
    private bool IsDatabaseFirst => Case?.Database?.Files?.Advice.Kind is not (null or DatabaseAdviceKind.Nothing or DatabaseAdviceKind.Lost);

    private static string Word(string key) => HostPageTexts.ResourceManager.GetString(key)!;

    private static string Running(HostSurvey host) => host.RunningContainers.IsEmpty
        ? SharedTexts.None
        : Words.Fill(HostPageTexts.RunningText, host.RunningContainers.Count, string.Join(", ", host.RunningContainers.Take(20)));

    private static string Tool(ToolPresence tool) =>
        Words.Fill(tool.Path is null ? HostPageTexts.ToolMissing : HostPageTexts.ToolFound, tool.Name);

    private static string Records(DatabaseContents contents) => Words.Fill(
        HostPageTexts.RecordsText,
        Words.Instances(contents.Instances.Length),
        Words.Pools(contents.Pools.Length),
        Words.Volumes(contents.Volumes.Length));

    private Task<bool> LookAsync() => TryAsync(async _ => Case = await Workflow.SurveyAsync(Number, Closed));

    private Task<bool> StartDaemonAsync() => TryAsync(async by => Case = await Workflow.StartDaemonAsync(Number, by, Closed));

    private bool MayStartDaemon(HostSurvey host) =>
        host is { Database: DatabaseCondition.StoppedUncleanly, Daemon: DaemonState.Stopped } && Case is { ClosedAt: null, Database.Damage: null };

    private IEnumerable<(string What, string Result)> Facts(HostSurvey host)
    {
        yield return (HostPageTexts.Directory, host.Directory.Root);
        yield return (HostPageTexts.Version, host.Version ?? HostPageTexts.VersionUnknown);
        yield return (HostPageTexts.Daemon, Word($"Daemon{host.Daemon}"));
        yield return (HostPageTexts.Control, Word($"Control{host.Control}"));
        yield return (HostPageTexts.Database, Word($"Database{host.Database}"));
        if (Case!.Database is { Source: not null } database)
        {
            yield return (HostPageTexts.Records, Records(database.Contents));
        }

        yield return (HostPageTexts.Running, Running(host));
        yield return (HostPageTexts.Machines, host.SupportsVirtualMachines ? HostPageTexts.MachinesYes : HostPageTexts.MachinesNo);
        yield return (HostPageTexts.Space, Words.Size(host.FreeBytes));
        yield return (HostPageTexts.Tools, string.Join("; ", host.Tools.Select(Tool)));
    }
}
