using System.Text.Json;
using Recover.Core.Json;

namespace Recover.Core.Plans;

/// <summary>
/// Reads and writes plan files. A plan file may have been edited, and a root process applies it: what was read is a plan only in form;
/// <see cref="PlanCheck"/> says whether its statements are those that its records give. Thread-safe.
/// </summary>
public static class PlanFile
{
    /// <summary>Longest file that is read, in bytes; 10,000 instances with 20,000 snapshots take about a third.</summary>
    public const long MostBytes = 256L << 20;

    /// <summary>Reads a plan.</summary>
    /// <exception cref="PlanFileException">It is not a plan, has another format, or is too large.</exception>
    /// <exception cref="IOException">It can't be read.</exception>
    public static async Task<RecoveryPlan> ReadAsync(string path, CancellationToken cancellationToken)
    {
        var length = new FileInfo(path).Length;
        if (length > MostBytes)
        {
            throw new PlanFileException(PlanTexts.FileTooLarge(length, MostBytes));
        }

        // In one piece: reading JSON piecemeal takes twice as long.
        var bytes = await File.ReadAllBytesAsync(path, cancellationToken).ConfigureAwait(false);
        try
        {
            // An editor may have put a byte order mark before it.
            var text = bytes.AsSpan().StartsWith("\uFEFF"u8) ? bytes.AsSpan(3) : bytes;
            var plan = JsonSerializer.Deserialize<RecoveryPlan>(text, CoreJson.Indented) ?? throw new PlanFileException(PlanTexts.FileUnreadable);
            return plan.FormatVersion == RecoveryPlan.CurrentFormatVersion
                ? plan
                : throw new PlanFileException(PlanTexts.FormatUnknown(plan.FormatVersion));
        }
        catch (Exception exception) when (exception is JsonException or ArgumentException or NotSupportedException)
        {
            throw new PlanFileException(PlanTexts.FileUnreadable, exception);
        }
    }

    /// <summary>Writes a plan for its owner only; a file of that name is replaced as a whole or not at all.</summary>
    /// <exception cref="IOException">It can't be written.</exception>
    public static async Task WriteAsync(string path, RecoveryPlan plan, CancellationToken cancellationToken)
    {
        var temporary = $"{path}.{Guid.NewGuid():N}.tmp";
        var options = new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.Write,
            Options = FileOptions.Asynchronous,
            UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
        };
        try
        {
            var stream = new FileStream(temporary, options);
            await using (stream.ConfigureAwait(false))
            {
                await JsonSerializer.SerializeAsync(stream, plan, CoreJson.Indented, cancellationToken).ConfigureAwait(false);
                await stream.WriteAsync("\n"u8.ToArray(), cancellationToken).ConfigureAwait(false);
                stream.Flush(flushToDisk: true);
            }

            File.Move(temporary, path, overwrite: true);
        }
        finally
        {
            File.Delete(temporary);
        }
    }
}
