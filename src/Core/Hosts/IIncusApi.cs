using System.Collections.Immutable;
using System.Text.Json;

namespace Recover.Core.Hosts;

/// <summary>The parts of a daemon's API that Recover reads. Every call has a bounded time and a bounded answer. Implementations are thread-safe.</summary>
public interface IIncusApi
{
    /// <summary>True when the daemon says that its start is complete (<c>GET /internal/ready</c>); false when it says no or nothing.</summary>
    Task<bool> IsReadyAsync(CancellationToken cancellationToken);

    /// <summary>What the daemon says of itself (<c>GET /1.0</c>).</summary>
    /// <exception cref="IncusApiException">No answer, or an error.</exception>
    Task<IncusServer> GetServerAsync(CancellationToken cancellationToken);

    /// <summary>The SQL dump of the whole global database in UTF-8 (<c>GET /internal/sql?database=global</c>), root only.</summary>
    /// <exception cref="IncusApiException">No answer, or an error.</exception>
    Task<ReadOnlyMemory<byte>> GetDatabaseDumpAsync(CancellationToken cancellationToken);

    /// <summary>Project and name of all instances of all projects; quick, for the daemon looks at none of them.</summary>
    /// <exception cref="IncusApiException">No answer, or an error.</exception>
    Task<ImmutableArray<(string Project, string Name)>> GetInstanceNamesAsync(CancellationToken cancellationToken);

    /// <summary>All instances of all projects, without their snapshots.</summary>
    /// <exception cref="IncusApiException">No answer, or an error.</exception>
    Task<ImmutableArray<IncusInstance>> GetInstancesAsync(CancellationToken cancellationToken);

    /// <summary>All instances of all projects with their snapshots; slower, the daemon asks each instance for its state.</summary>
    /// <exception cref="IncusApiException">No answer, or an error.</exception>
    Task<ImmutableArray<IncusInstance>> GetInstancesWithSnapshotsAsync(CancellationToken cancellationToken);

    /// <summary>All storage pools.</summary>
    /// <exception cref="IncusApiException">No answer, or an error.</exception>
    Task<ImmutableArray<IncusPool>> GetPoolsAsync(CancellationToken cancellationToken);

    /// <summary>The <c>metadata</c> of any other synchronous GET.</summary>
    /// <param name="path">Path and query, from <c>/</c>; names in it escaped by the caller.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="IncusApiException">No answer, or an error.</exception>
    Task<JsonElement> GetAsync(string path, CancellationToken cancellationToken);
}
