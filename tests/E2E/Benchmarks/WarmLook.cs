using Microsoft.Extensions.Logging.Abstractions;
using Recover.Core.Cases;
using Recover.Core.Hosts;
using Recover.Core.Scanning;
using Recover.Tests.E2E.Lab;

namespace Recover.Tests.E2E.Benchmarks;

/// <summary>A look as a running console takes it: survey, database, discovery and scan in a process that is warm, as the daemon it is compared with is.</summary>
internal sealed class WarmLook(PrivateIncus incus) : IAsyncDisposable
{
    private readonly string _work = incus.Directory.Of("look");

    private readonly RecoveryHost _host = RecoveryHost.Create(
        new HostOptions { Directory = new IncusDirectory(incus.IncusDirectory), DaemonStop = "true", DaemonStart = "true" },
        new DataDirectory(incus.Directory.Of("look-data")),
        new LookOptions(),
        NullLoggerFactory.Instance,
        TimeProvider.System);

    /// <summary>Looks once; the number of volumes it saw.</summary>
    public async Task<int> TakeAsync(CancellationToken cancel)
    {
        var survey = await _host.Steps.SurveyAsync(_work, cancel);
        var request = new ScanRequest
        {
            Host = survey.Host,
            Database = survey.Database,
            Pools = [.. survey.Found.Where(pool => pool.Suggested || pool.Definition.Known).Select(pool => pool.Definition)],
        };
        return (await _host.Steps.ScanAsync(request, _ => { }, cancel)).Inventory.Volumes.Length;
    }

    public ValueTask DisposeAsync() => _host.DisposeAsync();
}
