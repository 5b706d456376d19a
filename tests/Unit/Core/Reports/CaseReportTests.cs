using System.Security.Cryptography;
using Recover.Core.Backups;
using Recover.Core.Cases;
using Recover.Core.Dependencies;
using Recover.Core.Findings;
using Recover.Core.Plans;
using Recover.Core.Readiness;
using Recover.Core.Reports;
using Recover.Core.Runs;
using Xunit;

namespace Recover.Tests.Unit.Core.Reports;

public sealed class CaseReportTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 23, 14, 2, 12, TimeSpan.Zero);

    [Theory]
    [InlineData("html")]
    [InlineData("md")]
    [InlineData("json")]
    public void Report_OfACase_ReadsAsApproved(string form)
    {
        var report = CaseReportBuilder.Build(Applied(), Now) with { ProgramVersion = "0.0.0" };
        var text = form switch
        {
            "html" => ReportWriter.Html(report, "/report.css"),
            "md" => ReportWriter.Markdown(report),
            _ => System.Text.Encoding.UTF8.GetString(ReportWriter.Json(report)),
        };
        var approved = Path.Combine(AppContext.BaseDirectory, "Data", "Reports", $"case-report.approved.{form}");
        var received = Path.Combine(AppContext.BaseDirectory, $"case-report.received.{form}");
        File.WriteAllText(received, text);
        Assert.True(File.Exists(approved), received);
        Assert.Equal(File.ReadAllText(approved), text);
    }

    [Fact]
    public void Html_KeptAsAFile_NeedsNothingElse()
    {
        var html = ReportWriter.Html(CaseReportBuilder.Build(Applied(), Now), stylesheetUrl: null);
        Assert.Contains(ReportWriter.Stylesheet, html, StringComparison.Ordinal);
        Assert.DoesNotContain("<link", html, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", html, StringComparison.Ordinal);
    }

    [Fact]
    public void Texts_FromTheDisks_AreEncoded()
    {
        var report = CaseReportBuilder.Build(Applied() with { HostName = "<script>alert(1)</script>", ScanError = null }, Now);
        Assert.DoesNotContain("<script>", ReportWriter.Html(report, null), StringComparison.Ordinal);
        Assert.DoesNotContain("| <script>", ReportWriter.Markdown(report), StringComparison.Ordinal);
    }

    [Fact]
    public void Secrets_OfDefinitions_AreRemoved()
    {
        var report = CaseReportBuilder.Build(Applied(), Now);
        foreach (var form in (string[])[ReportWriter.Html(report, null), ReportWriter.Markdown(report), System.Text.Encoding.UTF8.GetString(ReportWriter.Json(report))])
        {
            Assert.DoesNotContain("hunter2", form, StringComparison.Ordinal);
            Assert.Contains("limits.memory", form, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Checksum_OnPaper_IsThatOfTheJson()
    {
        var report = CaseReportBuilder.Build(Applied(), Now);
        var sum = Convert.ToHexStringLower(SHA256.HashData(ReportWriter.Json(report)));
        Assert.Contains(sum, ReportWriter.Html(report, null), StringComparison.Ordinal);
    }

    [Fact]
    public void Json_MadeLater_HasTheBytesWhoseChecksumIsOnPaper()
    {
        var paper = ReportWriter.Html(CaseReportBuilder.Build(Applied(), Now), null);
        var later = ReportWriter.Json(CaseReportBuilder.Build(Applied(), Now.AddDays(3)));
        Assert.Contains(Convert.ToHexStringLower(SHA256.HashData(later)), paper, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("html")]
    [InlineData("md")]
    [InlineData("json")]
    public void Report_EachForm_CarriesTheHeadOfTheEventLog(string form)
    {
        var one = Applied();
        var report = CaseReportBuilder.Build(one, Now);
        var text = form == "html" ? ReportWriter.Html(report, null)
            : form == "md" ? ReportWriter.Markdown(report)
            : System.Text.Encoding.UTF8.GetString(ReportWriter.Json(report));
        Assert.Contains(one.Events[^1].Seal!.Sha256, text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, CaseOutcomeKind.Running)]
    [InlineData(RunOutcome.Interrupted, CaseOutcomeKind.Interrupted)]
    [InlineData(RunOutcome.Failed, CaseOutcomeKind.Failed)]
    [InlineData(RunOutcome.RolledBack, CaseOutcomeKind.RolledBack)]
    [InlineData(RunOutcome.Applied, CaseOutcomeKind.Partly)]
    public void Outcome_OfTheLastRun_IsTheCases(RunOutcome? outcome, CaseOutcomeKind expected)
    {
        var one = Applied();
        Assert.Equal(expected, CaseOutcome.Of(one with { Runs = [one.Runs[0] with { Outcome = outcome }] }).Kind);
    }

    [Theory]
    [InlineData("user.api-key", true)]
    [InlineData("environment.HOME", true)]
    [InlineData("cloud-init.user-data", true)]
    [InlineData("oci.entrypoint.password", true)]
    [InlineData("limits.memory", false)]
    [InlineData("security.nesting", false)]
    public void Key_ThatMayHoldASecret_IsTold(string key, bool expected) => Assert.Equal(expected, SecretKeys.IsSecret(key));

    private static RecoveryCase Applied() => new()
    {
        Number = 7,
        Reference = "R-2026-0007",
        OpenedAt = Now,
        OpenedBy = "anna",
        Situation = CaseSituation.DatabaseLost,
        Step = CaseStep.Finished,
        HostName = "lost-host",
        IncusDirectory = "/var/lib/incus",
        Answers = [new Answer { QuestionId = "profile:default/web", Kind = AnswerKind.Accept, ProposalId = "newest", By = "anna", At = Now }],
        Plan = new RecoveryPlan
        {
            Id = "00000000000000000000000000000001",
            CreatedAt = Now,
            HostName = "lost-host",
            IncusDirectory = "/var/lib/incus",
            SchemaVersion = 73,
            DatabaseFingerprint = "f",
            CreatesDatabase = false,
            Create = new PlannedRecords { Profiles = [new PlannedObject("default", "web", Web, "newest of 3 files", false)] },
            Values =
            [
                new PlannedValue("profile", "default/web", "limits.cpu", "2", "newest of 3 files", [new OtherValue("4", "the file of c2"), new OtherValue(null, "the file of c3")]),
                new PlannedValue("profile", "default/web", "environment.PASSWORD", "hunter2", "newest of 3 files", [new OtherValue("hunter2x", "the file of c2")]),
            ],
            Readiness =
            [
                new InstanceReadiness("default", "c1", StartForecast.Ready, []),
                new InstanceReadiness("default", "c2", StartForecast.NotReady, [Finding.Of(FindingCode.DeviceHostPathMissing, "share", "/srv/gone")]),
            ],
            NotRecovered = [new NotRecovered("image", "", "2 images", "Their records are lost.", "Import them again from the saved copies.")],
            Statements = ["SELECT 1"],
        },
        Starts = [new InstanceStart { Project = "default", Name = "c1", State = InstanceStartState.Running, By = "anna", StartedAt = Now, EndedAt = Now }],
        Runs =
        [
            new RecoveryRun
            {
                Run = "20261123-140212-9f03ab",
                Kind = RunKind.Apply,
                Plan = "00000000000000000000000000000001",
                By = "anna",
                StartedAt = Now,
                EndedAt = Now.AddSeconds(3),
                Outcome = RunOutcome.Applied,
                Steps = [new RunStep { Name = RunStepName.Rehearse, State = RunStepState.Done, StartedAt = Now, EndedAt = Now, Detail = "1 statement" }],
                SavedState = "/var/lib/recover/runs/20261123-140212-9f03ab/saved",
                SavedFiles = [new SavedFile("/var/lib/incus/database/local.db", "database/local.db", 4096, new string('a', 64))],
                Verification = new Verification(1, [], Now.AddSeconds(3)),
            },
        ],
        Events = [LogChain.Seal(new CaseEvent(Now, "anna", "Opened the case."), last: null, 7, new string('b', 64))],
    };

    private static Definition Web { get; } = new()
    {
        Description = "Web servers",
        Config = ConfigMaps.Empty.Add("limits.memory", "1GiB").Add("environment.DB_PASSWORD", "hunter2").Add("user.api-key", "hunter2"),
        Devices = ConfigMaps.NoDevices.Add("root", ConfigMaps.Empty.Add("path", "/").Add("pool", "default").Add("type", "disk")),
    };
}
