namespace Recover.Core.Databases.Raft.Layout;

/// <summary>
/// Where each page of a state of the database lies in the files. Pages themselves stay in the files, so a state costs a few bytes a page whatever the log
/// holds. Not thread-safe.
/// </summary>
internal sealed class PageMap
{
    public const int PageSize = 4096;

    private readonly Dictionary<uint, (RaftFile File, long Offset)> _pages;

    public PageMap() => _pages = [];

    private PageMap(PageMap other)
    {
        _pages = new(other._pages);
        Highest = other.Highest;
    }

    /// <summary>The highest page number, which is the page count: pages never go away, because Incus can't run VACUUM.</summary>
    public uint Highest { get; private set; }

    /// <summary>Pages that are nowhere.</summary>
    public long Missing => Highest - (long)_pages.Count;

    public (RaftFile File, long Offset)? this[uint page] => _pages.TryGetValue(page, out var place) ? place : null;

    public void Put(uint page, RaftFile file, long offset)
    {
        _pages[page] = (file, offset);
        Highest = Math.Max(Highest, page);
    }

    public PageMap Copy() => new(this);
}
