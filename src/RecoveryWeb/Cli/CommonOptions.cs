using System.Collections.Immutable;
using System.CommandLine;
using System.CommandLine.Parsing;
using Recover.Core.Cases;
using Recover.Core.Databases.Definitions;
using Recover.Core.Hosts;
using Recover.Core.Samples;
using Recover.Core.Storage;
using Recover.Core.Storage.Zfs;
using Recover.Web.Composition;
using Recover.Web.Texts;
using HostOptions = Recover.Core.Hosts.HostOptions;

namespace Recover.Web.Cli;

/// <summary>Options every verb takes.</summary>
internal sealed class CommonOptions(Terminal terminal)
{
    private const string DefaultData = "/var/lib/recover";

    public Option<string> IncusDirectory { get; } = new("--incus-dir")
    {
        Description = CliTexts.IncusDir,
        HelpName = "DIR",
        Recursive = true,
        DefaultValueFactory = _ => Core.Hosts.IncusDirectory.Default.Root,
    };

    public Option<string> Data { get; } = new("--data")
    {
        Description = CliTexts.Data,
        HelpName = "DIR",
        Recursive = true,
        DefaultValueFactory = _ => DefaultData,
    };

    public Option<bool> Json { get; } = new("--json") { Description = CliTexts.Json, Recursive = true };

    public Option<PoolDefinition[]> Pools { get; } = new("--pool")
    {
        Description = CliTexts.Pool,
        HelpName = "NAME:DRIVER[:SOURCE][,KEY=VALUE]",
        Recursive = true,
        CustomParser = ParsePools,
    };

    public Option<string[]> ZfsKeys { get; } = new("--zfs-key")
    {
        Description = CliTexts.ZfsKey,
        HelpName = "DATASET=-",
        Recursive = true,
        CustomParser = ParseKeyDatasets,
    };

    public Option<bool> NoDiscovery { get; } = new("--no-discovery") { Description = CliTexts.NoDiscovery, Recursive = true };

    public Option<string?> Definitions { get; } = new("--definitions") { Description = CliTexts.Definitions, HelpName = "FILE", Recursive = true };

    public Option<string?> DaemonStop { get; } = new("--daemon-stop") { Description = CliTexts.DaemonStop, HelpName = "CMD", Recursive = true };

    public Option<string?> DaemonStart { get; } = new("--daemon-start") { Description = CliTexts.DaemonStart, HelpName = "CMD", Recursive = true };

    public void AddTo(RootCommand root)
    {
        root.Options.Add(IncusDirectory);
        root.Options.Add(Data);
        root.Options.Add(Json);
        root.Options.Add(Pools);
        root.Options.Add(ZfsKeys);
        root.Options.Add(NoDiscovery);
        root.Options.Add(Definitions);
        root.Options.Add(DaemonStop);
        root.Options.Add(DaemonStart);
    }

    /// <exception cref="VerbRefusedException">Only one of the daemon's commands is given.</exception>
    public RecoverySettings Settings(ParseResult parsed) =>
        (parsed.GetResult(DaemonStop) is null) == (parsed.GetResult(DaemonStart) is null)
            ? Read(parsed)
            : throw new VerbRefusedException(CliTexts.DaemonBoth);

    private RecoverySettings Read(ParseResult parsed) => new()
    {
        Host = new HostOptions
        {
            Directory = new IncusDirectory(Absolute(parsed.GetValue(IncusDirectory)!)),
            DaemonStop = parsed.GetValue(DaemonStop),
            DaemonStart = parsed.GetValue(DaemonStart),
        },
        Data = new DataDirectory(Absolute(parsed.GetValue(Data)!)),
        Look = new LookOptions
        {
            Pools = [.. parsed.GetValue(Pools) ?? []],
            Definitions = Sound(parsed.GetValue(Definitions)),
            Discovery = !parsed.GetValue(NoDiscovery),
            ZfsKeys = ReadKeys(parsed.GetValue(ZfsKeys) ?? []),
        },
    };

    private ZfsKeys ReadKeys(IEnumerable<string> datasets)
    {
        var keys = new ZfsKeys();
        foreach (var dataset in datasets)
        {
            keys.Add(dataset, terminal.ReadSecret(Words.Fill(CliTexts.ZfsKeyAsked, dataset))
                ?? throw new VerbRefusedException(Words.Fill(CliTexts.ZfsKeyNotTyped, dataset)));
        }

        return keys;
    }

    // What can't be used is told before anything is looked at, and before a console starts.
    private static string? Sound(string? file)
    {
        if (file is null)
        {
            return null;
        }

        var work = Directory.CreateTempSubdirectory("recover-definitions-").FullName;
        try
        {
            DefinitionsFile.Read(Path.GetFullPath(file), fresh: null, work);
            return Path.GetFullPath(file);
        }
        catch (DefinitionsFileException refused)
        {
            throw new VerbRefusedException(refused.Message);
        }
        finally
        {
            Directory.Delete(work, recursive: true);
        }
    }

    /// <summary>A sample host in a new temporary directory, with its data beside it unless <c>--data</c> says otherwise.</summary>
    public async Task<RecoverySettings> SampleSettingsAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var directory = Directory.CreateTempSubdirectory("recover-sample-").FullName;
        var sample = await SampleHost.CreateAsync(directory, TimeProvider.System, cancellationToken);
        var settings = Settings(parsed);
        return settings with
        {
            Host = sample.Options,
            Data = parsed.GetResult(Data) is { Implicit: false } ? settings.Data : sample.Data,
            Sample = sample,
        };
    }

    private static string Absolute(string path) => Path.TrimEndingDirectorySeparator(Path.GetFullPath(path));

    // A key in an argument could be read by everybody on the host.
    private static string[] ParseKeyDatasets(ArgumentResult result)
    {
        var datasets = ImmutableArray.CreateBuilder<string>();
        foreach (var token in result.Tokens)
        {
            if (token.Value.Split('=') is [var dataset, "-"] && Core.Storage.Zfs.ZfsKeys.IsDataset(dataset))
            {
                datasets.Add(dataset);
            }
            else
            {
                // What follows the sign may be the key itself and is not repeated.
                result.AddError(CliTexts.ZfsKeySyntax);
            }
        }

        return [.. datasets];
    }

    private static PoolDefinition[] ParsePools(ArgumentResult result)
    {
        var pools = ImmutableArray.CreateBuilder<PoolDefinition>();
        foreach (var token in result.Tokens)
        {
            if (PoolArgument.Parse(token.Value) is { } pool)
            {
                pools.Add(pool);
            }
            else
            {
                result.AddError(Words.Fill(CliTexts.PoolSyntax, token.Value));
            }
        }

        return [.. pools];
    }
}
