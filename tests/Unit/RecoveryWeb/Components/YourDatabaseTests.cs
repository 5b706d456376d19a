using System.Collections.Immutable;
using Bunit;
using Recover.Core.Cases;
using Recover.Core.Databases.Candidates;
using Recover.Core.Databases.Raft;
using Recover.Core.Findings;
using Recover.Core.Runs;
using Recover.Web;
using Recover.Web.Components.Pages;
using Recover.Web.Components.Shared;
using Recover.Web.Texts;
using Xunit;

namespace Recover.Tests.Unit.RecoveryWeb.Components;

public sealed class YourDatabaseTests : PageTest
{
    private const string Segment = "0000000000000002-0000000000000009";

    private static readonly DatabaseFinding Damage = new()
    {
        Code = DatabaseFindingCode.DataChecksum,
        Severity = FindingSeverity.Error,
        File = Segment,
        Offset = 4168,
        Arguments = ["4168"],
        Reaction = DaemonReaction.Refuses,
        DaemonText = "data checksum mismatch",
    };

    private static readonly DatabaseCandidate Salvage = new()
    {
        Source = CandidateSource.Salvage,
        LastIndex = 21,
        Tables = ImmutableSortedDictionary.Create<string, long>(StringComparer.Ordinal).Add("instances", 5).Add("storage_pools", 1),
        Compared = [new CandidateComparison(CandidateSource.Raft, [new RecordDifference(RecordKind.Instance, 2, ["default/db", "default/web"])])],
    };

    [Fact]
    public void Page_DamagedDatabase_ShowsFilesFindingsAndStates()
    {
        var page = RenderPage<YourDatabase>(Damaged());

        Assert.Contains(Damage.Message, TextOf(page, "database-verdict"), StringComparison.Ordinal);
        Assert.Contains(Damage.DaemonBehaviour, TextOf(page, "database-findings"), StringComparison.Ordinal);
        Assert.Contains(Damage.Remedy, TextOf(page, "database-findings"), StringComparison.Ordinal);
        var row = Assert.Single(page.FindAll("[data-testid='database-files'] tbody tr"));
        Assert.Equal(
            [Segment, DatabaseWords.Kind(CheckedFileKind.ClosedSegment), Words.Fill(DatabasePageTexts.EntriesText, 2, 9), DatabasePageTexts.FileDamaged, Words.Size(9000)],
            row.Children.Select(cell => cell.TextContent.Trim()));
        Assert.Contains(Salvage.Compared[0].Alone[0].Words, page.Find("[data-source='Salvage']").TextContent, StringComparison.Ordinal);
        Assert.Contains(Words.Fill(DatabasePageTexts.Proposed, DatabasePageTexts.ReasonRaft), page.Find("[data-source='Raft']").TextContent, StringComparison.Ordinal);
        Assert.Contains("instances", TextOf(page, "database-rows"), StringComparison.Ordinal);
    }

    [Fact]
    public void Page_StateChosenAndHostTyped_StartsTheRunAndGoesThere()
    {
        var page = RenderPage<YourDatabase>(Damaged());
        page.Find("[data-source='Salvage'] input").Change(true);
        page.Find("form input").Change(SampleCases.HostName);

        page.Find("form").Submit();

        Assert.Equal($"restore /var/lib/incus/database Salvage  {SampleCases.HostName} anna", Assert.Single(Workflow.Calls));
        Assert.EndsWith("/cases/1/recover", Navigation.Uri, StringComparison.Ordinal);
    }

    [Fact]
    public void Page_EarlierEntry_IsAskedForByItsNumber()
    {
        var page = RenderPage<YourDatabase>(Damaged());
        page.FindAll("input[name='state']")[^1].Change(true);
        page.Find("form input").Change(SampleCases.HostName);
        page.Find("[data-testid='entry']").Input("99");
        page.Find("form").Submit();
        Assert.Empty(Workflow.Calls);
        Assert.Contains(Words.Fill(DatabasePageTexts.EarlierWrong, 9), page.Markup, StringComparison.Ordinal);

        page.Find("[data-testid='entry']").Input("7");
        page.Find("form").Submit();

        Assert.Equal($"restore /var/lib/incus/database Raft 7 {SampleCases.HostName} anna", Assert.Single(Workflow.Calls));
    }

    [Fact]
    public void Page_WrongHostName_StartsNothing()
    {
        var page = RenderPage<YourDatabase>(Damaged());
        page.Find("form input").Change("beta");

        page.Find("form").Submit();

        Assert.Empty(Workflow.Calls);
        Assert.Contains(Words.Fill(DatabasePageTexts.HostWrong, SampleCases.HostName), page.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public void Page_RunRefused_SaysWhy()
    {
        Workflow.Refusal = new RunRefusedException(RunRefusal.NoCandidate, "entry 7 is out of reach");
        var page = RenderPage<YourDatabase>(Damaged());
        page.Find("form input").Change(SampleCases.HostName);

        page.Find("form").Submit();

        Assert.Contains("entry 7 is out of reach", TextOf(page, "problem"), StringComparison.Ordinal);
    }

    [Fact]
    public void Page_OneOfSeveralMembers_TellsTheNewestAndAsksForTheStatement()
    {
        var members = new ClusterMembership("10.0.0.1:8443", "first", ["first", "second"]);
        var page = RenderPage<YourDatabase>(Damaged(files => files with { Members = members }));
        page.Find("form input").Change(SampleCases.HostName);
        page.Find("form").Submit();
        Assert.Empty(Workflow.Calls);
        Assert.Contains(DatabasePageTexts.MembersGoneMissing, page.Markup, StringComparison.Ordinal);

        page.FindAll("[data-testid='members'] input[type=number]")[0].Change("3");
        page.FindAll("[data-testid='members'] input[type=number]")[1].Change("8");
        Assert.Equal(Words.Fill(DatabasePageTexts.MembersNewestIs, "second"), TextOf(page, "newest-member"));
        page.FindAll("[data-testid='members'] input[type=number]")[0].Change("2");
        Assert.Equal(DatabasePageTexts.MembersNewestHere, TextOf(page, "newest-member"));
        page.Find("[data-testid='members'] input[type=checkbox]").Change(true);
        page.Find("form").Submit();

        Assert.StartsWith("restore ", Assert.Single(Workflow.Calls), StringComparison.Ordinal);
    }

    [Fact]
    public void Page_NotLookedAt_LooksByItself()
    {
        Workflow.OnSurvey = _ => Damaged();

        var page = RenderPage<YourDatabase>(SampleCases.Opened());

        Assert.Equal("survey", Assert.Single(Workflow.Calls));
        Assert.Contains(Segment, page.Markup, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void HostAndStorage_DatabaseWorthPuttingBack_LeadThereFirst(bool storage)
    {
        string text;
        string? link;
        if (storage)
        {
            var page = RenderPage<Storage>(Damaged());
            (text, link) = (TextOf(page, "database-advice"), page.Find("[data-testid='database-advice'] a").GetAttribute("href"));
        }
        else
        {
            var page = RenderPage<HostCheck>(Damaged());
            (text, link) = (TextOf(page, "database-advice"), page.Find("[data-testid='database-advice'] a").GetAttribute("href"));
        }

        Assert.Contains(DatabaseWords.Advice(new DatabaseAdvice(DatabaseAdviceKind.PutBack, CandidateSource.Raft, Damage)), text, StringComparison.Ordinal);
        Assert.Equal("/cases/1/database", link);
    }

    [Fact]
    public void Page_ClosedCase_OffersNoRun()
    {
        var page = RenderPage<YourDatabase>(Damaged() with { ClosedAt = SampleCases.Now });

        Assert.Empty(page.FindAll("form"));
        Assert.All(page.FindAll("input[name='state']"), input => Assert.True(input.HasAttribute("disabled")));
    }

    private static RecoveryCase Damaged(Func<ExaminedDatabase, ExaminedDatabase>? change = null)
    {
        var files = new ExaminedDatabase
        {
            Check = new DatabaseCheck
            {
                State = DatabaseCheckState.Damaged,
                Directory = "/var/lib/incus/database/global",
                Source = CandidateSource.Raft,
                LastGoodIndex = 9,
                LastTerm = 2,
                Files = [new CheckedFile { Name = Segment, Kind = CheckedFileKind.ClosedSegment, Size = 9000, FirstIndex = 2, LastIndex = 9, State = CheckedFileState.Damaged }],
                Findings = [Damage],
                Candidates =
                [
                    Salvage with { Source = CandidateSource.Raft, LastIndex = 9, Compared = [new CandidateComparison(CandidateSource.Salvage, [])] },
                    Salvage,
                ],
            },
            Members = new ClusterMembership(null, null, []),
            Advice = new DatabaseAdvice(DatabaseAdviceKind.PutBack, CandidateSource.Raft, Damage),
        };
        return SampleCases.Surveyed() with { Database = SampleCases.Database with { Files = change is null ? files : change(files) } };
    }
}
