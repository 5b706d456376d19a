namespace Recover.Core.Databases.Raft.Layout;

/// <summary>A file changed while it was being read: the daemon is running. The message is the file's name.</summary>
internal sealed class FileChangedException(string name) : IOException(name);
