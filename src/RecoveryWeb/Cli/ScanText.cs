using System.Collections.Immutable;
using Recover.Core.Cases;
using Recover.Core.Dependencies;
using Recover.Core.Findings;
using Recover.Core.Scanning;
using Recover.Web.Components.Shared;
using Recover.Web.Texts;

namespace Recover.Web.Cli;

/// <summary>What a look told, for people: host, pools, volumes in groups, each with its findings.</summary>
internal sealed class ScanText(TextWriter to)
{
    private static readonly (VolumeState State, string Title)[] Groups =
    [
        (VolumeState.Recoverable, ScanPageTexts.GroupRecoverable),
        (VolumeState.Question, ScanPageTexts.GroupQuestion),
        (VolumeState.Broken, ScanPageTexts.GroupBroken),
        (VolumeState.Known, ScanPageTexts.GroupKnown),
    ];

    public void Write(ScanResult seen)
    {
        var inventory = seen.Inventory;
        WriteHost(inventory);
        Title(CliTexts.HeadPools);
        foreach (var pool in inventory.Pools)
        {
            var state = pool.Read ? ScanPageTexts.PoolRead : ScanPageTexts.PoolFailed;
            to.WriteLine(Words.Fill(CliTexts.PoolLine, pool.Definition.Name, pool.Definition.Driver, pool.Definition.Source, state));
            Write(pool.Findings);
        }

        foreach (var (state, title) in Groups)
        {
            WriteGroup(title, [.. inventory.Volumes.Where(volume => volume.State == state)]);
        }

        WriteMissing(seen);
        WriteRecords(inventory);
    }

    private void WriteRecords(Inventory inventory)
    {
        if (inventory.Mismatches.IsEmpty)
        {
            return;
        }

        Title(CliTexts.HeadRecords);
        foreach (var mismatch in inventory.Mismatches)
        {
            to.WriteLine(Words.Fill(CliTexts.RecordLine, mismatch.Id, mismatch.Finding.Message));
            to.WriteLine("    " + Words.Fill(CliTexts.RemedyLine, mismatch.Finding.Remedy));
            var choices = AnswerRules.Kinds(mismatch).Select(kind => CaseTexts.Get($"Record.{kind}"));
            to.WriteLine("    " + Words.Fill(CliTexts.RecordChoices, string.Join(", ", choices)));
        }
    }

    private void WriteHost(Inventory inventory)
    {
        var host = inventory.Host;
        to.WriteLine(Words.Fill(
            CliTexts.Host,
            host.HostName,
            host.Directory.Root,
            host.Version ?? SharedTexts.Unknown,
            HostPageTexts.ResourceManager.GetString($"Daemon{host.Daemon}"),
            HostPageTexts.ResourceManager.GetString($"Database{host.Database}")));
        Write([.. host.Findings, .. inventory.Database.Findings, .. inventory.Findings]);
    }

    private void WriteGroup(string title, ImmutableArray<ScannedVolume> volumes)
    {
        if (volumes.IsEmpty)
        {
            return;
        }

        Title(Words.Fill(ScanPageTexts.GroupCount, title, volumes.Length));
        foreach (var volume in volumes)
        {
            var type = ScanPageTexts.ResourceManager.GetString($"Type{volume.Stored.Type}");
            to.WriteLine(Words.Fill(CliTexts.VolumeLine, volume.Label, type, volume.Pool, Words.Snapshots(volume.Stored.Snapshots.Length)));
            Write(volume.Findings);
        }
    }

    private void WriteMissing(ScanResult seen)
    {
        Title(CliTexts.HeadMissing);
        if (seen.Questions.IsEmpty)
        {
            to.WriteLine(CliTexts.NothingMissing);
        }

        foreach (var question in seen.Questions)
        {
            to.WriteLine(Words.Fill(CliTexts.MissingLine, QuestionWords.Title(question), string.Join(", ", question.NeededBy)));
            foreach (var proposal in question.Proposals)
            {
                to.WriteLine("    " + Words.Fill(CliTexts.ProposalLine, QuestionWords.Proposal(proposal.Source), proposal.Detail));
            }

            Write(question.Findings);
        }
    }

    private void Title(string title)
    {
        to.WriteLine();
        to.WriteLine(title);
        to.WriteLine(new string('-', title.Length));
    }

    private void Write(ImmutableArray<Finding> findings)
    {
        foreach (var finding in findings.Distinct().OrderByDescending(finding => finding.Severity))
        {
            to.WriteLine("    " + Words.Fill(CliTexts.FindingLine, Severities.Word(finding.Severity), finding.Code, finding.Message));
            to.WriteLine("        " + Words.Fill(CliTexts.RemedyLine, finding.Remedy));
            if (finding.Raw is not null)
            {
                to.WriteLine("        " + Words.Fill(CliTexts.RawLine, finding.Raw));
            }
        }
    }
}
