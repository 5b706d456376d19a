using System.Buffers.Binary;
using System.Collections.Immutable;

namespace Recover.Core.Databases.Raft.Layout;

/// <summary>
/// Reads a segment: format 1 (8 bytes), then batches without gaps; a closed one ends with the last, an open one goes on with zeros. Behind a bad batch it
/// looks for intact ones.
/// </summary>
internal sealed class SegmentReader(FileBytes bytes, RaftFileName name, RaftFile file, CancellationToken cancellationToken)
{
    /// <summary>Size of the format word.</summary>
    public const int FormatSize = 8;

    // What a search behind damage may cost, in file sizes; a file made to slow it down is given up on.
    private const int SearchFactor = 4;
    private const int SearchBase = 64 << 20;

    private readonly BatchReader _batches = new(bytes, file);
    private readonly ImmutableArray<RaftEntry>.Builder _good = ImmutableArray.CreateBuilder<RaftEntry>();
    private readonly ImmutableArray<RaftEntry>.Builder _behind = ImmutableArray.CreateBuilder<RaftEntry>();
    private readonly List<SegmentFault> _faults = [];
    private int _number = 1;
    private int _skipped;
    private long _goodEnd = FormatSize;

    private bool IsOpen => name.Kind == CheckedFileKind.OpenSegment;

    /// <exception cref="IOException">It can't be read or changed.</exception>
    public SegmentContents Read()
    {
        var start = bytes.At(file, 0, FormatSize);
        ulong? format = start.Length < FormatSize ? null : BinaryPrimitives.ReadUInt64LittleEndian(start);
        var contents = new SegmentContents { Name = name, File = file, Format = format, GoodEnd = 0 };
        if (format is null)
        {
            return contents;
        }

        if (format == 0 && IsOpen && IsZeroFrom(FormatSize))
        {
            return contents with { IsUnused = true };
        }

        ReadFrom(FormatSize, isGood: format == 1);
        return contents with
        {
            Good = _good.ToImmutable(),
            Behind = _behind.ToImmutable(),
            Faults = [.. _faults],
            Skipped = _skipped,
            GoodEnd = _goodEnd,
            IsTorn = IsOpen && format == 1 && _faults is [var only] && _behind.Count == 0 && IsTear(only.Batch),
        };
    }

    private void ReadFrom(long offset, bool isGood)
    {
        while (offset < file.Length)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var batch = _batches.Read(offset);
            if (batch.IsIntact)
            {
                isGood &= _faults.Count == 0;
                (isGood ? _good : _behind).AddRange(batch.Entries);
                offset = batch.End!.Value;
                _goodEnd = isGood ? offset : _goodEnd;
                _number++;
                continue;
            }

            if (IsOpen && batch.State == BatchState.Zeros && IsZeroFrom(offset))
            {
                return;
            }

            _faults.Add(new SegmentFault(batch, _number++));
            var next = Next(batch);
            _skipped += next is not null && next == batch.End ? batch.Count!.Value : 1;
            if (next is null)
            {
                return;
            }

            offset = next.Value;
        }
    }

    // Where the next intact batch begins: behind this one by its own header, or wherever one is found.
    private long? Next(Batch bad)
    {
        if (bad.End is { } end && end < file.Length && _batches.MayBegin(end) && _batches.Read(end).IsIntact)
        {
            return end;
        }

        var limit = _batches.Summed + (SearchFactor * file.Length) + SearchBase;
        for (var offset = bad.Offset + 8; offset < file.Length; offset += 8)
        {
            if (_batches.MayBegin(offset) && _batches.Read(offset).IsIntact)
            {
                return offset;
            }

            if (_batches.Summed > limit)
            {
                return null;
            }

            if ((offset & 0xfffff) == 0)
            {
                cancellationToken.ThrowIfCancellationRequested();
            }
        }

        return null;
    }

    private bool IsTear(Batch batch) => batch.State is not (BatchState.ShortData or BatchState.ShortHeader or BatchState.Unreadable)
        && !new TornWrite(bytes, file, _batches).IsDamagedByte(batch.Offset);

    private bool IsZeroFrom(long offset)
    {
        while (offset < file.Length)
        {
            var part = bytes.At(file, offset, (int)Math.Min(1 << 20, file.Length - offset));
            if (part.ContainsAnyExcept((byte)0))
            {
                return false;
            }

            offset += part.Length;
        }

        return true;
    }
}
