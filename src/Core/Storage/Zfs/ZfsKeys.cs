using System.Collections.Concurrent;

namespace Recover.Core.Storage.Zfs;

/// <summary>
/// Keys of encrypted datasets that the operator typed: kept in memory for as long as the process runs, never written anywhere. Thread-safe.
/// </summary>
public sealed class ZfsKeys
{
    private readonly ConcurrentDictionary<string, string> _keys = new(StringComparer.Ordinal);

    /// <summary>True when the name is one that a dataset may have.</summary>
    public static bool IsDataset(string name) => ZfsNames.IsDataset(name);

    /// <summary>Keeps the key of a dataset, in place of an earlier one.</summary>
    /// <param name="dataset">The dataset whose key it is (its property <c>encryptionroot</c>).</param>
    /// <param name="key">The passphrase or key as ZFS would be told it at its prompt.</param>
    public void Add(string dataset, string key) => _keys[dataset] = key;

    /// <summary>The key of a dataset; null when nobody typed it.</summary>
    internal string? Find(string dataset) => _keys.GetValueOrDefault(dataset);
}
