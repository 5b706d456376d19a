using Recover.Core.Databases.Raft.Layout;

namespace Recover.Core.Databases.Raft.Examination;

/// <summary>Writes a state of the database as one SQLite file.</summary>
internal static class ImageFile
{
    private const int WriteVersionAt = 18;

    /// <summary>Creates the file, which must not exist. The pages must all be there.</summary>
    /// <exception cref="IOException">It exists or can't be written, or a source changed.</exception>
    public static void Write(FileBytes bytes, PageMap pages, string file, CancellationToken cancellationToken)
    {
        using var target = new FileStream(
            file,
            new FileStreamOptions
            {
                Mode = FileMode.CreateNew,
                Access = FileAccess.Write,
                BufferSize = 256 << 10,
                UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
            });
        try
        {
            Write(bytes, pages, target, cancellationToken);
        }
        catch
        {
            File.Delete(file);
            throw;
        }
    }

    private static void Write(FileBytes bytes, PageMap pages, FileStream target, CancellationToken cancellationToken)
    {
        var buffer = new byte[PageMap.PageSize];
        for (var page = 1u; page <= pages.Highest; page++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var (source, offset) = pages[page] ?? throw new IOException($"page {page}");
            bytes.Read(source, offset, buffer);
            if (page == 1)
            {
                // From write-ahead to rollback mode: there is no log beside this file.
                buffer[WriteVersionAt] = 1;
                buffer[WriteVersionAt + 1] = 1;
            }

            target.Write(buffer);
            if (page == uint.MaxValue)
            {
                break;
            }
        }
    }
}
