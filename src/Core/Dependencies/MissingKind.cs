namespace Recover.Core.Dependencies;

/// <summary>Kinds of objects that instances need and the database may lack.</summary>
public enum MissingKind
{
    Project,
    Profile,
    Network,
    Pool,
    Volume,

    /// <summary>A directory or file of the host that disks share; its name is the path.</summary>
    HostPath,

    /// <summary>An interface of the host that network cards are on.</summary>
    HostInterface,
}
