using System.Collections.Immutable;
using Recover.Core.Cases;
using Recover.Core.Findings;
using Recover.Core.Hosts;
using Recover.Core.Scanning;
using Recover.Core.Storage;
using Recover.Web.Composition;
using Recover.Web.Texts;

namespace Recover.Web.Cli;

/// <summary>One look at host, pools and volumes for the verbs; reads only.</summary>
internal sealed class Look(RecoverySettings settings, IRecoverySteps steps, Terminal terminal)
{
    private long _lastSaid;

    /// <exception cref="VerbRefusedException">A pool that was named can't be looked at.</exception>
    public async Task<ScanResult> RunAsync(string workDirectory, CancellationToken cancellationToken)
    {
        var seen = await steps.SurveyAsync(workDirectory, cancellationToken);
        EnsureReadable(seen.Host);
        var pools = Choose(seen.Found);
        var request = new ScanRequest
        {
            Host = seen.Host,
            Database = seen.Database,
            Pools = pools,
            PoolFindings = PoolCandidate.WarningsOf(seen.Found, pools),
        };
        return await steps.ScanAsync(request, Say, cancellationToken);
    }

    /// <summary>A directory for private copies that is gone afterwards.</summary>
    public static async Task<T> InWorkDirectoryAsync<T>(DataDirectory data, Func<string, Task<T>> work)
    {
        var directory = Path.Combine(data.Work, $"verb-{Environment.ProcessId}");
        Directory.CreateDirectory(directory, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        try
        {
            return await work(directory);
        }
        finally
        {
            Directory.Delete(directory, recursive: true);
        }
    }

    private static ImmutableArray<PoolDefinition> Choose(ImmutableArray<PoolCandidate> found) =>
        [.. found.Where(candidate => candidate.Definition.Known || candidate.Suggested).Select(candidate => candidate.Definition).DistinctBy(pool => pool.Name)];

    /// <exception cref="VerbRefusedException">A pool that was named can't be looked at.</exception>
    private void EnsureReadable(HostSurvey host)
    {
        var problems = settings.Look.Pools
            .SelectMany(pool => steps.CheckPool(pool, host))
            .Where(finding => finding.Severity == FindingSeverity.Error)
            .Select(finding => $"{finding.Message} {finding.Remedy}")
            .ToList();
        if (problems.Count > 0)
        {
            throw new VerbRefusedException(string.Join(Environment.NewLine, problems));
        }
    }

    /// <summary>Says how far a look is, once a second.</summary>
    public void Say(ScanProgress progress)
    {
        var now = Environment.TickCount64;
        var last = Interlocked.Read(ref _lastSaid);
        if (now - last >= 1000 && Interlocked.CompareExchange(ref _lastSaid, now, last) == last)
        {
            terminal.Error.WriteLine(Words.Fill(
                CliTexts.ScanProgress, progress.PoolNumber, progress.PoolCount, progress.Pool, progress.VolumesDone, progress.VolumesSeen));
        }
    }
}
