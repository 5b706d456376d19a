namespace Recover.Core.Storage;

/// <summary>What is inside a volume.</summary>
public enum ContentType
{
    Filesystem,
    Block,
    Iso,
}
