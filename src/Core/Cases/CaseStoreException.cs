namespace Recover.Core.Cases;

/// <summary>The case store can't be used.</summary>
public sealed class CaseStoreException(string file, string message, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>The file.</summary>
    public string File { get; } = file;
}
