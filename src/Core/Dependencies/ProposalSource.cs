namespace Recover.Core.Dependencies;

/// <summary>Where a proposal comes from; the order is that of <see cref="SourceRanking"/>, the best first.</summary>
public enum ProposalSource
{
    /// <summary>What the database has now.</summary>
    Database,

    /// <summary>An earlier or damaged state of the database that lies beside the one in use.</summary>
    OldDatabase,

    /// <summary>Definitions in backup files.</summary>
    BackupFiles,

    /// <summary>Files the network left behind, or the live kernel.</summary>
    Leftovers,

    /// <summary>The storage itself: sizes, dates, owners, names.</summary>
    Storage,

    /// <summary>Deduced from names and devices.</summary>
    Deduced,

    /// <summary>A thing to do instead of a definition: keep the device as recorded.</summary>
    KeepDevice,

    /// <summary>A thing to do instead of a definition: recover without the device.</summary>
    DropDevice,
}
