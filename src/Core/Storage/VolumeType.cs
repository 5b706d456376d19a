namespace Recover.Core.Storage;

/// <summary>What a volume is for. Images are never recovered and do not appear.</summary>
public enum VolumeType
{
    Container,

    [System.Text.Json.Serialization.JsonStringEnumMemberName("virtual-machine")]
    VirtualMachine,

    Custom,
    Bucket,
}
