namespace Recover.Core.Databases.Candidates;

/// <summary>Kinds of records by which two states of a database are compared, in the order in which people ask for them.</summary>
public enum RecordKind
{
    /// <summary>Instance, <c>project/name</c>.</summary>
    Instance,

    /// <summary>Snapshot of an instance, <c>project/instance/snapshot</c>.</summary>
    InstanceSnapshot,

    /// <summary>Custom volume, <c>project/pool/name</c>.</summary>
    Volume,

    /// <summary>Snapshot of a custom volume, <c>project/pool/volume/snapshot</c>.</summary>
    VolumeSnapshot,

    /// <summary>Bucket, <c>project/pool/name</c>.</summary>
    Bucket,

    /// <summary>Image, <c>project/fingerprint</c>.</summary>
    Image,

    /// <summary>Project.</summary>
    Project,

    /// <summary>Profile, <c>project/name</c>.</summary>
    Profile,

    /// <summary>Network, <c>project/name</c>.</summary>
    Network,

    /// <summary>Network ACL, <c>project/name</c>.</summary>
    NetworkAcl,

    /// <summary>DNS zone, <c>project/name</c>.</summary>
    NetworkZone,

    /// <summary>Forward of a network, <c>project/network/address</c>.</summary>
    NetworkForward,

    /// <summary>Load balancer of a network, <c>project/network/address</c>.</summary>
    NetworkLoadBalancer,

    /// <summary>Peer of a network, <c>project/network/name</c>.</summary>
    NetworkPeer,

    /// <summary>Integration of networks, by its name.</summary>
    NetworkIntegration,

    /// <summary>Storage pool.</summary>
    Pool,

    /// <summary>Trusted certificate, by name and the start of its fingerprint.</summary>
    Certificate,

    /// <summary>Setting of the server, by its key.</summary>
    ServerSetting,

    /// <summary>Anything else, such as what later versions of Incus know.</summary>
    Other,
}
