namespace Recover.Core.Hosts;

/// <summary>
/// Tells from names and times in <c>database/global</c> how the daemon ended. The daemon writes <c>db.bin</c> at a clean stop, closes its log a
/// moment later, and leaves no <c>open-*</c> segment then (seen with 6.0.4: the segment 0 to 12 ms younger than <c>db.bin</c>).
/// </summary>
internal static class DatabaseLook
{
    private static readonly TimeSpan ClosingTime = TimeSpan.FromSeconds(5);

    /// <summary>The condition of a database that no daemon serves; what can't be read counts as not stopped cleanly.</summary>
    public static DatabaseCondition Of(IncusDirectory directory)
    {
        try
        {
            var global = new DirectoryInfo(directory.GlobalDatabase);
            if (!global.Exists)
            {
                LookAt(directory.Database);
                return DatabaseCondition.Missing;
            }

            var files = global.GetFiles();
            var log = files.Where(file => IsSegment(file.Name)).ToList();
            if (log.Count == 0 && !files.Any(file => IsLogFile(file.Name)))
            {
                return DatabaseCondition.Missing;
            }

            var dump = files.FirstOrDefault(file => file.Name == "db.bin");
            var clean = dump is { Length: > 0 }
                && !files.Any(file => file.Name.StartsWith("open-", StringComparison.Ordinal) && file.Length > 0)
                && log.All(segment => segment.LastWriteTimeUtc <= DumpTime(files, dump) + ClosingTime);
            return clean ? DatabaseCondition.StoppedCleanly : DatabaseCondition.StoppedUncleanly;
        }
        catch (Exception unseen) when (unseen is IOException or UnauthorizedAccessException)
        {
            return DatabaseCondition.StoppedUncleanly;
        }
    }

    // What lies in a directory that may not be searched looks absent; reading the directory itself tells by an exception.
    private static void LookAt(string directory)
    {
        if (Directory.Exists(directory))
        {
            Directory.GetDirectories(directory, "global");
        }
    }

    private static DateTime DumpTime(FileInfo[] files, FileInfo dump) =>
        files.Where(file => file.Name == "db.bin-wal").Select(file => file.LastWriteTimeUtc).Append(dump.LastWriteTimeUtc).Max();

    // Closed segments: FIRST-LAST, at least 16 digits each.
    private static bool IsSegment(string name) =>
        name.Split('-') is [{ Length: >= 16 } first, { Length: >= 16 } last] && first.All(char.IsAsciiDigit) && last.All(char.IsAsciiDigit);

    private static bool IsLogFile(string name) =>
        name is "metadata1" or "metadata2" || name.StartsWith("open-", StringComparison.Ordinal) || name.StartsWith("snapshot-", StringComparison.Ordinal);
}
