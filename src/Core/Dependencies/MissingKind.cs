namespace Recover.Core.Dependencies;

/// <summary>Kinds of objects that instances need and the database may lack.</summary>
public enum MissingKind
{
    Project,
    Profile,
    Network,
    Pool,
    Volume,
}
