using Recover.Core.Databases.Raft.Layout;

namespace Recover.Core.Databases.Raft.Examination;

/// <summary>
/// Plays entries on a state of the database: the pages of a transaction count with the entry that commits it; what is not committed at the end is nothing.
/// </summary>
internal static class Replay
{
    public static PageMap Play(PageMap? start, ReadOnlySpan<RaftEntry> entries)
    {
        var pages = start?.Copy() ?? new PageMap();
        var pending = new List<FramesEntry>();
        foreach (var entry in entries)
        {
            switch (entry)
            {
                case UndoEntry:
                    pending.Clear();
                    break;
                case FramesEntry frames:
                    pending.Add(frames);
                    if (frames.IsCommit)
                    {
                        pending.ForEach(part => Put(pages, part));
                        pending.Clear();
                    }

                    break;
            }
        }

        return pages;
    }

    private static void Put(PageMap pages, FramesEntry frames)
    {
        for (var i = 0; i < frames.Pages.Length; i++)
        {
            pages.Put(frames.Pages[i], frames.File, frames.Offset + ((long)i * PageMap.PageSize));
        }
    }
}
