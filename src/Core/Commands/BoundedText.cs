using System.Buffers;
using System.Text;

namespace Recover.Core.Commands;

/// <summary>Keeps the first bytes of a stream and reads the rest away, so that the writer never blocks. One writer, then one reader.</summary>
internal sealed class BoundedText(int limit)
{
    private readonly ArrayBufferWriter<byte> _kept = new();
    private readonly Lock _guard = new();

    /// <summary>Reads the stream to its end.</summary>
    public async Task FillAsync(Stream stream, CancellationToken cancellationToken)
    {
        var buffer = new byte[32 * 1024];
        int count;
        while ((count = await stream.ReadAsync(buffer, cancellationToken).ConfigureAwait(false)) > 0)
        {
            lock (_guard)
            {
                _kept.Write(buffer.AsSpan(0, Math.Min(count, limit - _kept.WrittenCount)));
            }
        }
    }

    /// <inheritdoc/>
    public override string ToString()
    {
        lock (_guard)
        {
            return Encoding.UTF8.GetString(_kept.WrittenSpan);
        }
    }
}
