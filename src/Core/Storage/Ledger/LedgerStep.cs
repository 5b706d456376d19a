using System.Text.Json.Serialization;
using Recover.Core.Storage.Ceph;
using Recover.Core.Storage.Lvm;
using Recover.Core.Storage.Zfs;

namespace Recover.Core.Storage.Ledger;

/// <summary>One thing done to the host while looking, with all that is needed to undo it later, by another process if need be. Immutable.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(MountStep), "mount")]
[JsonDerivedType(typeof(LoopDeviceStep), "loopDevice")]
[JsonDerivedType(typeof(ZfsImageStep), "zfsImage")]
[JsonDerivedType(typeof(ZfsImportStep), "zfsImport")]
[JsonDerivedType(typeof(ZfsKeyStep), "zfsKey")]
[JsonDerivedType(typeof(CephMapStep), "cephMap")]
[JsonDerivedType(typeof(ScratchDeviceStep), "scratchDevice")]
[JsonDerivedType(typeof(MappedDeviceStep), "mappedDevice")]
[JsonDerivedType(typeof(CopiedGroupStep), "copiedGroup")]
[JsonDerivedType(typeof(ActiveVolumeStep), "activeVolume")]
internal abstract record LedgerStep
{
    /// <summary>
    /// Undoes it when it is there and certainly ours: names and numbers may belong to somebody else by now. Never throws for what is gone.
    /// </summary>
    /// <returns>True when nothing of it is left, also when it was never done or is not ours.</returns>
    public abstract Task<bool> UndoAsync(LookLedger ledger);
}
