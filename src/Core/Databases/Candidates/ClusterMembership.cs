using System.Collections.Immutable;
using Microsoft.Data.Sqlite;

namespace Recover.Core.Databases.Candidates;

/// <summary>Whether a host is alone with its database or one of several members. Immutable.</summary>
/// <param name="Address">The member's own address, from <c>local.db</c>; null on a standalone host.</param>
/// <param name="Name">The member's own name, which the database knows by its address; null on a standalone host.</param>
/// <param name="Names">Names or addresses of all members that <c>local.db</c> or the database know; empty on a standalone host.</param>
public sealed record ClusterMembership(string? Address, string? Name, ImmutableSortedSet<string> Names)
{
    /// <summary>True when there are other members whose copy of the database counts as much as this one.</summary>
    public bool IsOneOfSeveral => Names.Count > 1;

    /// <summary>Reads <c>local.db</c>, on a copy, and a state of the database.</summary>
    /// <param name="database">The <c>database</c> directory; <c>local.db</c> may be missing.</param>
    /// <param name="candidate">A state of the database as a private SQLite file.</param>
    /// <param name="workDirectory">An existing private directory; nothing is left there.</param>
    /// <param name="cancellationToken">Ends it early.</param>
    public static Task<ClusterMembership> ReadAsync(string database, string candidate, string workDirectory, CancellationToken cancellationToken) =>
        Task.Run(() => Read(Path.Combine(database, "local.db"), candidate, workDirectory), cancellationToken);

    private static ClusterMembership Read(string local, string candidate, string workDirectory)
    {
        // A member of a cluster has a row for each; a standalone host has one for itself.
        var nodes = Ask(candidate, "SELECT name FROM nodes");
        var members = nodes.Length > 1 ? nodes.ToImmutableSortedSet(StringComparer.Ordinal) : [];
        if (!File.Exists(local) || new FileInfo(local).LinkTarget is not null)
        {
            return new ClusterMembership(null, null, members);
        }

        var copy = Path.Combine(workDirectory, $"local-{Guid.NewGuid():N}.db");
        File.Copy(local, copy);
        try
        {
            var address = Ask(copy, "SELECT value FROM config WHERE key = 'cluster.https_address'").FirstOrDefault();
            var raft = Ask(copy, "SELECT coalesce(nullif(name, ''), address) FROM raft_nodes");
            var own = address is null ? null : Rows(candidate, "SELECT name, address FROM nodes").FirstOrDefault(node => node.Address == address).Name;
            return new ClusterMembership(address, own, raft.Length > 1 ? members.Union(raft) : members);
        }
        finally
        {
            File.Delete(copy);
            File.Delete($"{copy}-journal");
        }
    }

    private static ImmutableArray<string> Ask(string file, string sql) => Ask(file, sql, row => row.GetString(0));

    private static ImmutableArray<(string? Name, string Address)> Rows(string file, string sql) =>
        Ask<(string? Name, string Address)>(file, sql, row => (row.GetString(0), row.GetString(1)));

    private static ImmutableArray<T> Ask<T>(string file, string sql, Func<SqliteDataReader, T> read)
    {
        try
        {
            using var connection = SqliteSession.Open(file);
            return [.. SqliteSession.Rows(connection, sql, read)];
        }
        catch (Exception error) when (error is SqliteException or InvalidCastException)
        {
            return [];
        }
    }
}
