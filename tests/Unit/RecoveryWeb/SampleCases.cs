using Recover.Core.Backups;
using Recover.Core.Cases;
using Recover.Core.Databases;
using Recover.Core.Dependencies;
using Recover.Core.Findings;
using Recover.Core.Hosts;
using Recover.Core.Plans;
using Recover.Core.Runs;
using Recover.Core.Scanning;
using Recover.Core.Storage;

namespace Recover.Tests.Unit.RecoveryWeb;

/// <summary>Cases at each step of one made-up disaster: host <c>alpha</c>, a dir pool, a missing project, profile and network.</summary>
internal static class SampleCases
{
    public const string HostName = "alpha";

    public static DateTimeOffset Now { get; } = new(2026, 11, 23, 14, 3, 0, TimeSpan.Zero);

    public static PoolDefinition Pool { get; } =
        new() { Name = "default", Driver = "dir", Source = "/var/lib/incus/storage-pools/default", Origin = PoolOrigin.Directory };

    public static Definition ProfileDefinition { get; } = new()
    {
        Description = "Web servers",
        Config = ConfigMaps.Empty.Add("limits.cpu", "2").Add("limits.memory", "1GiB"),
        Devices = ConfigMaps.NoDevices
            .Add("eth0", ConfigMaps.Empty.Add("network", "br-shop").Add("type", "nic"))
            .Add("root", ConfigMaps.Empty.Add("path", "/").Add("pool", "default").Add("type", "disk")),
    };

    public static RecoveryCase Opened(int number = 1) => new()
    {
        Number = number,
        Reference = $"R-2026-{number:0000}",
        OpenedAt = Now,
        OpenedBy = "anna",
        Situation = CaseSituation.DatabaseLost,
        Step = CaseStep.Host,
        HostName = HostName,
        IncusDirectory = "/var/lib/incus",
    };

    public static RecoveryCase Surveyed(RecoveryCase one) => one with
    {
        Step = CaseStep.Storage,
        Host = Host,
        Database = Database,
        Found =
        [
            new PoolCandidate
            {
                Definition = Pool, MountedAt = Pool.Source, SizeBytes = 500L << 30, VolumeHint = 9, LastUsedAt = Now.AddHours(-2), Suggested = true,
            },
            new PoolCandidate
            {
                Definition = Pool with { Name = "fast", Driver = "btrfs", Source = "/var/lib/incus/disks/fast.img", Origin = PoolOrigin.LoopFile },
                SizeBytes = 30L << 30,
                LastUsedAt = Now.AddDays(-40),
            },
        ],
    };

    public static RecoveryCase Surveyed() => Surveyed(Opened());

    public static RecoveryCase Scanned() => Surveyed() with
    {
        Step = CaseStep.Questions,
        Chosen = [Pool],
        Inventory = Inventory,
        Questions = [MissingProfile, MissingNetwork],
    };

    public static RecoveryCase Planned() => Scanned() with { Step = CaseStep.Plan, Plan = Plan, Answers = Plan.Decisions };

    public static RecoveryCase After(RunOutcome outcome, RunKind kind = RunKind.Apply) =>
        Planned() with { Step = CaseStep.Recover, Runs = [Run(outcome, kind)] };

    public static HostSurvey Host { get; } = new()
    {
        Directory = IncusDirectory.Default,
        HostName = HostName,
        Version = "6.0.4",
        Daemon = DaemonState.Stopped,
        Control = DaemonControlKind.Systemd,
        Database = DatabaseCondition.Missing,
        Architecture = "x86_64",
        FreeBytes = 42L << 30,
        Tools = [new ToolPresence("btrfs", "/usr/bin/btrfs"), new ToolPresence("mount", null)],
        Findings = [Finding.Of(FindingCode.DatabaseMissing), Finding.Of(FindingCode.ImagesAtRisk, "3")],
    };

    public static DatabaseReading Database { get; } =
        new() { Condition = DatabaseCondition.Missing, Source = DatabaseSource.FreshTemplate, SchemaVersion = 73, Fingerprint = "abc" };

    public static ScannedVolume Volume(string name, VolumeState state, params Finding[] findings) => new()
    {
        Pool = "default",
        State = state,
        Findings = [.. findings],
        Stored = new StoredVolume
        {
            Type = VolumeType.Container,
            StoredName = $"shop_{name}",
            Project = "shop",
            Name = name,
            ContentType = ContentType.Filesystem,
            Path = $"/var/lib/incus/storage-pools/default/containers/shop_{name}",
            Snapshots = [new StoredSnapshot("snap0", "/snap0", IncusTime.From(Now))],
        },
    };

    public static Inventory Inventory { get; } = new()
    {
        Host = Host,
        Database = Database,
        ScannedAt = Now,
        Pools = [new ScannedPool { Definition = Pool, Read = true }],
        Volumes =
        [
            Volume("web1", VolumeState.Recoverable),
            Volume("web2", VolumeState.Question, Finding.Of(FindingCode.PoolNameMismatch, "old", "default")),
            Volume("db1", VolumeState.Broken, Finding.Of(FindingCode.BackupFileMissing).WithRaw("open backup.yaml: no such file")),
            Volume("mail", VolumeState.Known),
        ],
    };

    public static MissingObject MissingProfile { get; } = new()
    {
        Kind = MissingKind.Profile,
        Project = "shop",
        Name = "web",
        NeededBy = ["shop/web1"],
        Existing = ["default"],
        Proposals =
        [
            new Proposal { Id = "newest", Source = ProposalSource.BackupFiles, Detail = "2 files agree", Definition = ProfileDefinition },
            new Proposal { Id = "older", Source = ProposalSource.BackupFiles, Detail = "1 older file", Definition = new Definition() },
        ],
    };

    public static MissingObject MissingNetwork { get; } = new()
    {
        Kind = MissingKind.Network,
        Project = "default",
        Name = "br-shop",
        NeededBy = ["shop/web1"],
        Proposals =
        [
            new Proposal
            {
                Id = "leftovers",
                Source = ProposalSource.Leftovers,
                Detail = "Address from the files of its DHCP server",
                Definition = new Definition { Type = "bridge", Config = ConfigMaps.Empty.Add("ipv4.address", "10.9.8.1/24") },
            },
        ],
    };

    public static RecoveryPlan Plan { get; } = new()
    {
        Id = "0123456789abcdef0123456789abcdef",
        CreatedAt = Now,
        HostName = HostName,
        IncusDirectory = "/var/lib/incus",
        DaemonVersion = "6.0.4",
        SchemaVersion = 73,
        DatabaseFingerprint = "abc",
        CreatesDatabase = true,
        Create = new PlannedRecords
        {
            Pools = [new PlannedPool("default", "dir", "", ConfigMaps.Empty.Add("source", Pool.Source), "backup files")],
            Profiles = [new PlannedObject("shop", "web", ProfileDefinition, "2 backup files", Replaces: false)],
            Instances =
            [
                new PlannedInstance
                {
                    Pool = "default", Project = "shop", Name = "web1", IsVirtualMachine = false, Architecture = "x86_64", From = "its backup file",
                    Profiles = ["web"], Snapshots = [new PlannedSnapshot { Name = "snap0" }],
                },
            ],
        },
        Links = [new PlannedLink(PlannedLinkKind.Link, "/var/lib/incus/containers/shop_web1", Pool.Source + "/containers/shop_web1", 0)],
        NotRecovered = [new NotRecovered("instance", "shop", "db1", "Its backup file is missing.", "Restore it from a backup.")],
        Decisions =
        [
            new Answer { QuestionId = MissingProfile.Id, Kind = AnswerKind.Accept, ProposalId = "newest", By = "anna", At = Now },
            new Answer { QuestionId = MissingNetwork.Id, Kind = AnswerKind.LeaveOut, By = "anna", At = Now },
        ],
        Statements = ["INSERT INTO instances (name) VALUES ('web1');"],
    };

    public static RecoveryRun Run(RunOutcome? outcome, RunKind kind = RunKind.Apply) => new()
    {
        Run = "20261123-140300-9f03ab",
        Kind = kind,
        Plan = Plan.Id,
        By = "anna",
        StartedAt = Now,
        EndedAt = outcome is null ? null : Now.AddSeconds(9),
        Outcome = outcome,
        SavedState = "/var/lib/recover/runs/20261123-140300-9f03ab/saved",
        Error = outcome is RunOutcome.RolledBack or RunOutcome.Failed ? "UNIQUE constraint failed: instances.name" : null,
        Steps =
        [
            new RunStep { Name = RunStepName.Rehearse, State = RunStepState.Done, StartedAt = Now, EndedAt = Now.AddSeconds(1), Detail = "1 statement, 3 rows" },
            new RunStep { Name = RunStepName.StopDaemon, State = RunStepState.Skipped },
            new RunStep
            {
                Name = RunStepName.Write,
                State = outcome is null ? RunStepState.Running : outcome == RunOutcome.Applied ? RunStepState.Done : RunStepState.Failed,
                StartedAt = Now.AddSeconds(1),
                EndedAt = outcome is null ? null : Now.AddSeconds(3),
            },
        ],
        Verification = outcome == RunOutcome.Applied ? new Verification(3, [], Now.AddSeconds(9)) : null,
    };
}
