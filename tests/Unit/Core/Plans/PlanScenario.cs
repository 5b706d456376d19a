using System.Collections.Immutable;
using System.Text;
using Recover.Core.Backups;
using Recover.Core.Databases;
using Recover.Core.Dependencies;
using Recover.Core.Findings;
using Recover.Core.Hosts;
using Recover.Core.Plans;
using Recover.Core.Scanning;
using Recover.Core.Scanning.Mismatches;
using Recover.Core.Storage;
using Recover.Tests.Unit.Core.Hosts;
using Xunit;

namespace Recover.Tests.Unit.Core.Plans;

/// <summary>A host to plan for: starts with a fresh database and a dir pool "local", and is changed by the test.</summary>
internal sealed class PlanScenario : IDisposable
{
    public const string Map =
        """[{"Isuid":true,"Isgid":false,"Hostid":1000000,"Nsid":0,"Maprange":1000000000},{"Isuid":false,"Isgid":true,"Hostid":1000000,"Nsid":0,"Maprange":1000000000}]""";

    private readonly TemporaryDirectory _directory = new();
    private byte _lastId;

    public string Dump { get; set; } = FreshDatabase.Dump(73);
    public DatabaseCondition Condition { get; set; } = DatabaseCondition.Served;
    public string Version { get; set; } = "6.0.4";
    public int ImageFiles { get; set; }
    public List<string> Tools { get; } = [];
    public List<ScannedPool> Pools { get; } = [Pool("local")];
    public List<ScannedVolume> Volumes { get; } = [];
    public List<OldDatabase> Old { get; } = [];
    public List<MissingObject> Questions { get; } = [];
    public List<Answer> Answers { get; } = [];
    public List<Mismatch> Mismatches { get; } = [];

    public DatabaseReading? Reading { get; private set; }

    public void Dispose() => _directory.Dispose();

    public static ScannedPool Pool(string name, string driver = "dir", string? source = null) => new()
    {
        Read = true,
        Definition = new PoolDefinition
        {
            Name = name,
            Driver = driver,
            Source = source ?? $"/var/lib/incus/storage-pools/{name}",
            Origin = PoolOrigin.Directory,
        },
    };

    public static ScannedVolume Instance(string name, Func<BackupFile, BackupFile>? change = null, params string[] snapshots)
    {
        var file = new BackupFile
        {
            Instance = new BackupInstance
            {
                Name = name,
                Type = "container",
                Architecture = "x86_64",
                Status = "Stopped",
                CreatedAt = new IncusTime(1_700_000_000, 123_456_789),
                Config = Config(("volatile.uuid", $"uuid-of-{name}"), ("volatile.uuid.generation", $"uuid-of-{name}")),
                Devices = Devices(("root", Config(("type", "disk"), ("path", "/"), ("pool", "local")))),
            },
            Pool = new BackupPool { Name = "local", Driver = "dir", Config = Config(("source", "/var/lib/incus/storage-pools/local")) },
            Snapshots = [.. snapshots.Select(Snapshot)],
            Volume = new BackupVolume { Name = name, Type = "container", ContentType = "filesystem" },
            VolumeSnapshots = [.. snapshots.Select(snapshot => new BackupVolumeSnapshot { Name = snapshot })],
            ModifiedAt = DateTimeOffset.UnixEpoch,
        };
        return Volume(VolumeType.Container, name, snapshots) with { Backup = change?.Invoke(file) ?? file };
    }

    public static BackupSnapshot Snapshot(string name) => new() { Name = name, Architecture = "x86_64" };

    public static ScannedVolume Volume(VolumeType type, string stored, params string[] snapshots)
    {
        var isInstance = type is VolumeType.Container or VolumeType.VirtualMachine;
        var cut = isInstance ? stored.LastIndexOf('_') : stored.IndexOf('_');
        return new ScannedVolume
        {
            Pool = "local",
            State = VolumeState.Recoverable,
            Stored = new StoredVolume
            {
                Type = type,
                StoredName = stored,
                Project = cut < 0 ? "default" : stored[..cut],
                Name = stored[(cut + 1)..],
                ContentType = type == VolumeType.VirtualMachine ? ContentType.Block : ContentType.Filesystem,
                Path = $"/nowhere/{stored}",
                Snapshots = [.. snapshots.Select(snapshot => new StoredSnapshot(snapshot, $"/nowhere/{snapshot}", null))],
            },
        };
    }

    public static ImmutableSortedDictionary<string, string> Config(params (string Key, string Value)[] pairs) =>
        pairs.ToImmutableSortedDictionary(pair => pair.Key, pair => pair.Value, StringComparer.Ordinal);

    public static ImmutableSortedDictionary<string, ImmutableSortedDictionary<string, string>> Devices(
        params (string Name, ImmutableSortedDictionary<string, string> Config)[] devices) =>
        devices.ToImmutableSortedDictionary(device => device.Name, device => device.Config, StringComparer.Ordinal);

    /// <summary>Adds a question with its answer, whose accepted proposal is the definition.</summary>
    public void Answered(MissingKind kind, string project, string name, Definition definition, params string[] neededBy)
    {
        var question = Question(kind, project, name, neededBy, new Proposal
        {
            Id = "p",
            Source = ProposalSource.BackupFiles,
            Detail = "from the files",
            Definition = definition,
        });
        Answer(question.Id, AnswerKind.Accept, proposal: "p");
    }

    public MissingObject Question(MissingKind kind, string project, string name, string[] neededBy, params Proposal[] proposals)
    {
        var question = new MissingObject { Kind = kind, Project = project, Name = name, NeededBy = [.. neededBy], Proposals = [.. proposals] };
        Questions.Add(question);
        return question;
    }

    public void Answer(string question, AnswerKind kind, string? proposal = null, Definition? definition = null, string? mapTo = null) =>
        Answers.Add(new Answer
        {
            QuestionId = question,
            Kind = kind,
            ProposalId = proposal,
            Definition = definition,
            MapTo = mapTo,
            By = "anna",
            At = DateTimeOffset.UnixEpoch,
        });

    public async Task<RecoveryPlan> BuildAsync()
    {
        var host = ServingHost.Survey with
        {
            Version = Version,
            Database = Condition,
            ImageFiles = ImageFiles,
            Tools = [.. Tools.Select(tool => new ToolPresence(tool, $"/usr/sbin/{tool}"))],
        };
        Reading = await new DatabaseReader((_, _) => Task.FromResult<ReadOnlyMemory<byte>>(Encoding.UTF8.GetBytes(Dump)))
            .ReadAsync(host, _directory.Root, ReadingDepth.Everything, TestContext.Current.CancellationToken);
        var inventory = new Inventory
        {
            Host = host,
            Database = Reading with { Old = [.. Old] },
            Pools = [.. Pools],
            Volumes = [.. Volumes],
            Mismatches = [.. Mismatches],
            ScannedAt = DateTimeOffset.UnixEpoch,
        };
        return new PlanBuilder(TimeProvider.System, NextId, (first, second) => first == second).Build(inventory, [.. Questions], [.. Answers]);
    }

    /// <summary>Builds the plan and demands that its statements pass the rehearsal.</summary>
    public async Task<RecoveryPlan> BuildAndRehearseAsync()
    {
        var plan = await BuildAsync();
        var result = await RehearsalDatabase.RunAsync(Reading!.CopyFile!, plan.Statements, _directory.Root, TestContext.Current.CancellationToken);
        Assert.True(result.Passed, string.Join("\n", result.Problems));
        return plan;
    }

    /// <summary>A file with the database after the plan.</summary>
    public async Task<string> ApplyAsync(RecoveryPlan plan)
    {
        var file = _directory.At($"{Guid.NewGuid():N}.sqlite");
        File.Copy(Reading!.CopyFile!, file);
        await DatabaseFile.ApplyPatchAsync(file, string.Concat(plan.Statements.Select(s => $"{s};\n")), TestContext.Current.CancellationToken);
        return file;
    }

    public async Task<string> FileOfAsync(string dump)
    {
        var file = _directory.At($"{Guid.NewGuid():N}.sqlite");
        await DatabaseFile.CreateAsync(file, dump, TestContext.Current.CancellationToken);
        return file;
    }

    public string PathOf(string name) => _directory.At(name);

    public static ScannedVolume With(ScannedVolume volume, params Finding[] findings) => volume with { Findings = [.. findings] };

    private Guid NextId() => new(0, 0, 0, [0, 0, 0, 0, 0, 0, 0, ++_lastId]);
}
