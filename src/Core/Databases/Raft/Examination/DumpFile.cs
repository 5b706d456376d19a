using Microsoft.Data.Sqlite;
using Recover.Core.Databases.Raft.Layout;

namespace Recover.Core.Databases.Raft.Examination;

/// <summary>
/// <c>db.bin</c> and its WAL, which the daemon writes at a clean stop and never reads. SQLite changes both when it opens them, so they are copied, and the
/// copy becomes one file.
/// </summary>
internal static class DumpFile
{
    private const string Main = "db.bin";
    private const string Log = "db.bin-wal";

    /// <summary>Copies it into a file, which must not exist; false when there is none, and nothing is left then.</summary>
    /// <exception cref="IOException">It can't be read or written.</exception>
    /// <exception cref="SqliteException">It is no database.</exception>
    public static bool Copy(RaftFolder folder, FileBytes bytes, string file, CancellationToken cancellationToken)
    {
        if (Find(folder, Main) is not { Length: > 0 } main)
        {
            return false;
        }

        try
        {
            Copy(bytes, main, file, cancellationToken);
            if (Find(folder, Log) is { Length: > 0 } log)
            {
                Copy(bytes, log, $"{file}-wal", cancellationToken);
            }

            using var connection = SqliteSession.Open(file);
            SqliteSession.Execute(connection, "PRAGMA wal_checkpoint(TRUNCATE)");
            SqliteSession.Execute(connection, "PRAGMA journal_mode = DELETE");
            return true;
        }
        catch
        {
            RaftContents.DeleteImage(file);
            throw;
        }
    }

    private static RaftFile? Find(RaftFolder folder, string name) => folder.Entries.FirstOrDefault(entry => entry.Name.Name == name)?.File;

    private static void Copy(FileBytes bytes, RaftFile from, string to, CancellationToken cancellationToken)
    {
        using var target = new FileStream(
            to,
            new FileStreamOptions
            {
                Mode = FileMode.CreateNew,
                Access = FileAccess.Write,
                UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
            });
        for (var offset = 0L; offset < from.Length;)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var part = bytes.At(from, offset, (int)Math.Min(256 << 10, from.Length - offset));
            target.Write(part);
            offset += part.Length;
        }
    }
}
