namespace Recover.Core.Findings;

/// <summary>
/// Everything Recover can find. The words and the usual severity of each live in <c>FindingTexts.resx</c>
/// (<c>CODE.Severity</c>, <c>CODE.Message</c>, <c>CODE.Remedy</c>; {0}, {1} … are the arguments named here).
/// </summary>
public enum FindingCode
{
    /// <summary>Not run by root; most looking needs it.</summary>
    NotRoot,
    /// <summary>No Incus directory at {0}.</summary>
    IncusDirectoryMissing,
    /// <summary>The daemon program is not installed; {0} is where it was looked for.</summary>
    DaemonProgramMissing,
    /// <summary>A tool {0} is missing; needed for {1}.</summary>
    ToolMissing,
    /// <summary>Less than {1} bytes free at {0}.</summary>
    LittleSpace,
    /// <summary>Another run of Recover is under way on this host; {0} says which.</summary>
    OtherRunActive,
    /// <summary>The daemon was not stopped cleanly; its database is read from its log.</summary>
    DatabaseStoppedUncleanly,
    /// <summary>The files of the database are damaged: {0}.</summary>
    DatabaseDamaged,
    /// <summary>There is no global database.</summary>
    DatabaseMissing,
    /// <summary>The database copy {0} can't be read.</summary>
    DatabaseUnreadable,
    /// <summary>The schema {0} is not one this program knows; {1} names the difference.</summary>
    DatabaseSchemaUnknown,
    /// <summary>The host is a member of a cluster.</summary>
    DatabaseClustered,
    /// <summary>{0} image files have no record and an empty daemon deletes them.</summary>
    ImagesAtRisk,
    /// <summary>The pool's name {0} is not one Incus accepts.</summary>
    PoolNameInvalid,
    /// <summary>The driver {0} is not one Recover reads.</summary>
    PoolDriverUnknown,
    /// <summary>Pools of the kind {0} are kept by daemons of their own; {1} says what to do.</summary>
    PoolNeedsItsDaemons,
    /// <summary>The pool of kind {0} and {1} of its custom volumes come from an earlier database; what to do is {2}.</summary>
    PoolOnlyRecorded,
    /// <summary>The source {0} does not exist.</summary>
    PoolSourceMissing,
    /// <summary>The source {0} is not what the driver {1} needs: {2}.</summary>
    PoolSourceUnfit,
    /// <summary>The pool needs a source and none was given.</summary>
    PoolSourceNeeded,
    /// <summary>The key {0} can be any of {1}; the first is taken.</summary>
    PoolKeyAmbiguous,
    /// <summary>The pool needs the key {0} (driver {1}) and it could not be told.</summary>
    PoolKeyNeeded,
    /// <summary>The key {0} is unknown for the driver {1}.</summary>
    PoolKeyUnknown,
    /// <summary>The pool at {0} can't be opened.</summary>
    PoolUnreadable,
    /// <summary>Of the devices of {0}, {1} are missing.</summary>
    PoolDevicesMissing,
    /// <summary>Nothing that looks like Incus is at {0}.</summary>
    PoolEmpty,
    /// <summary>The backup files disagree about the pool's {0}: {1}.</summary>
    PoolConfigDisagreement,
    /// <summary>More than one pool of ZFS has the name {0}; the command {1} shows them.</summary>
    ZfsPoolAmbiguous,
    /// <summary>Devices of the pool of ZFS {0} are missing or broken.</summary>
    ZfsPoolDegraded,
    /// <summary>The pool of ZFS {0} was last used by another system and not exported; the command {1} takes it over.</summary>
    ZfsPoolForeign,
    /// <summary>Below <c>deleted</c> in the dataset {0} lie {1} datasets that Incus keeps for their clones.</summary>
    ZfsDeletedKept,
    /// <summary>The dataset {0} is encrypted and its key is not loaded.</summary>
    ZfsKeyNeeded,
    /// <summary>The key given for the dataset {0} does not open it.</summary>
    ZfsKeyWrong,
    /// <summary>A file {0} lies where only volumes belong.</summary>
    StrayEntry,
    /// <summary>The volume is gone; its snapshots {0} are left at {1}.</summary>
    OnlySnapshotsLeft,
    /// <summary>The name {0} is not one Incus gives a volume.</summary>
    VolumeNameInvalid,
    /// <summary>The volume is a symbolic link and is not followed.</summary>
    VolumeIsLink,
    /// <summary>The volume can't be read.</summary>
    VolumeUnreadable,
    /// <summary>No backup.yaml.</summary>
    BackupFileMissing,
    /// <summary>backup.yaml is a directory, link, device or too large: {0}.</summary>
    BackupFileUnfit,
    /// <summary>backup.yaml is empty.</summary>
    BackupFileEmpty,
    /// <summary>backup.yaml is not readable as YAML, or is cut in the middle of a value.</summary>
    BackupFileDamaged,
    /// <summary>backup.yaml ends in the middle of a line: it was cut while it was written.</summary>
    BackupFileCut,
    /// <summary>backup.yaml has no instance section.</summary>
    BackupInstanceMissing,
    /// <summary>backup.yaml ends before its volume section.</summary>
    BackupVolumeMissing,
    /// <summary>backup.yaml ends before the snapshots of the volume.</summary>
    BackupVolumeSnapshotsMissing,
    /// <summary>backup.yaml has no pool section.</summary>
    BackupPoolMissing,
    /// <summary>backup.yaml has no profile definitions.</summary>
    BackupProfilesMissing,
    /// <summary>backup.yaml can't be used; the copy in the snapshot {0}, written {1}, can stand in.</summary>
    BackupFromSnapshot,
    /// <summary>backup.yaml has the unknown field {0}.</summary>
    BackupFieldUnknown,
    /// <summary>The pool in the file is {0}; it lies on {1}.</summary>
    PoolNameMismatch,
    /// <summary>The driver in the file is {0}; the pool's is {1}.</summary>
    PoolDriverMismatch,
    /// <summary>The name in the file is {0}; the directory says {1}.</summary>
    InstanceNameMismatch,
    /// <summary>The type in the file is {0}; the directory says {1}.</summary>
    InstanceTypeMismatch,
    /// <summary>The volume name in the file is {0}; the directory says {1}.</summary>
    VolumeRecordNameMismatch,
    /// <summary>The volume type in the file is {0}; the directory says {1}.</summary>
    VolumeRecordTypeMismatch,
    /// <summary>The project in the file is {0}; the directory says {1}.</summary>
    ProjectMismatch,
    /// <summary>The snapshot {0} is in the file but not on the disk.</summary>
    SnapshotMissingOnDisk,
    /// <summary>The snapshot {0} is on the disk but not in the file.</summary>
    SnapshotMissingInFile,
    /// <summary>The network {0} is missing.</summary>
    NetworkMissing,
    /// <summary>The profile {0} is missing.</summary>
    ProfileMissing,
    /// <summary>The project {0} is missing.</summary>
    ProjectMissing,
    /// <summary>The NIC {0} uses the host interface {1}, which is not there.</summary>
    ParentInterfaceMissing,
    /// <summary>The disk {0} uses the volume {1} on the pool {2}, which was not found.</summary>
    DeviceVolumeMissing,
    /// <summary>The disk {0} uses the pool {1}, which was not found.</summary>
    DevicePoolMissing,
    /// <summary>The disk {0} uses the host path {1}, which is not there.</summary>
    DeviceHostPathMissing,
    /// <summary>The key {0} is not one this Incus knows.</summary>
    ConfigKeyUnknown,
    /// <summary>The value of {0} is not one Incus accepts.</summary>
    ConfigValueInvalid,
    /// <summary>The UUID is also that of {0}.</summary>
    UuidDuplicate,
    /// <summary>The MAC address of {0} is also that of {1}.</summary>
    MacDuplicate,
    /// <summary>The architecture {0} can't run here ({1}).</summary>
    ArchitectureForeign,
    /// <summary>The architecture {0} is unknown.</summary>
    ArchitectureUnknown,
    /// <summary>This host can't run virtual machines.</summary>
    VirtualMachinesUnsupported,
    /// <summary>An instance of this name is in the database already, on the pool {0}.</summary>
    InstanceAlreadyRecorded,
    /// <summary>The volume is recorded without its instance.</summary>
    VolumeAlreadyRecorded,
    /// <summary>A volume or bucket of the name {0} is recorded or comes back already.</summary>
    VolumeNameTaken,
    /// <summary>The same instance lies on the pools {0}.</summary>
    InstanceOnTwoPools,
    /// <summary>The disk image root.img is missing.</summary>
    DiskImageMissing,
    /// <summary>No root disk can be told for the instance.</summary>
    RootDiskUnknown,
    /// <summary>The profile {0} has different definitions in the files: {1}.</summary>
    ProfileDisagreement,
    /// <summary>The ownership map of the volume could not be told; its owner is {0}.</summary>
    OwnershipUnknown,
    /// <summary>Nobody knows the settings of this volume any more: {0}.</summary>
    VolumeSettingsUnknown,
    /// <summary>The keys of the bucket are lost.</summary>
    BucketKeysUnknown,
    /// <summary>The storage does not tell the project of the bucket; it goes to {0}.</summary>
    BucketProjectUnknown,
    /// <summary>The recorded UUID is also that of {0}; the plan gives a new one.</summary>
    UuidRenewed,
    /// <summary>The instance gets a new UUID and new hardware addresses by answer.</summary>
    IdentityRenewed,
    /// <summary>The instance gets a new UUID by answer.</summary>
    UuidGivenAnew,
    /// <summary>The instance gets new hardware addresses by answer.</summary>
    AddressesGivenAnew,
    /// <summary>Profiles and devices give no root disk on the pool {0}; the plan adds or changes a local one.</summary>
    RootDiskAdded,
    /// <summary>The profiles gave the setting {0} otherwise when the backup file was written.</summary>
    SettingWillDiffer,
    /// <summary>The profiles gave the device {0} otherwise when the backup file was written.</summary>
    DeviceWillDiffer,
    /// <summary>The device {0} is left out by answer.</summary>
    DeviceLeftOut,
    /// <summary>The backup files say the pool lies at {0}; it was read from {1}.</summary>
    PoolSourceCorrected,
    /// <summary>The ownership map was told from the owner {0} alone.</summary>
    OwnershipDeduced,
    /// <summary>The volume's files are not shifted although a container with shifted ids uses it.</summary>
    OwnershipKeptUnshifted,
    /// <summary>Backup files call the pool {0}; now it is called {1}.</summary>
    PoolRenamed,
    /// <summary>The host gives root fewer than {0} user or group ids for containers.</summary>
    IdMapUnusable,
    /// <summary>The ids {0} of the container are not among those that the host gives to root.</summary>
    IdMapOutside,
    /// <summary>The program {0} that the pool {1} of the kind {2} needs is not installed.</summary>
    PoolProgramMissing,
    /// <summary>The kernel can't mount the file system {0} that the pool {1} has.</summary>
    KernelFeatureMissing,
    /// <summary>The kernel has no module {0}.</summary>
    KernelModuleMissing,
    /// <summary>It could not be told whether the path {1} of the disk {0} is there.</summary>
    HostPathUnseen,
    /// <summary>The device {0} is the host's device file {1}, which is not there.</summary>
    UnixDeviceMissing,
    /// <summary>No graphics card of this host is what the device {0} asks for: {1}.</summary>
    GraphicsCardMissing,
    /// <summary>No USB device of this host is what the device {0} asks for: {1}.</summary>
    UsbDeviceMissing,
    /// <summary>The device {0} asks for the PCI address {1}, where nothing is.</summary>
    PciDeviceMissing,
    /// <summary>The card {0} has the fixed address {1}, which is not in the subnet of {2}.</summary>
    AddressOutside,
    /// <summary>The card {0} has the fixed address {1}, which {2} has too.</summary>
    AddressTaken,
    /// <summary>The instance may use {0} of memory, and {1} are free now.</summary>
    MemoryScarce,
    /// <summary>The setting {0} goes past what Incus checks.</summary>
    RawSetting,
    /// <summary>The container runs as the host's root.</summary>
    PrivilegedContainer,
    /// <summary>The instance may start containers of its own.</summary>
    NestingAllowed,
    /// <summary>The setting {0} makes the host load kernel modules.</summary>
    KernelModulesLoaded,
    /// <summary>The setting {0} changes which system calls are let through.</summary>
    SystemCallsChanged,
    /// <summary>The setting {0} is none that Recover knows.</summary>
    UnknownSettingKept,
    /// <summary>The disk {0} gives the host's path {1} to the instance.</summary>
    HostPathShared,
    /// <summary>The device {0} listens at {1} and connects to {2}.</summary>
    ProxyOpened,
    /// <summary>The device {0} gives the host's device file {1} to the instance.</summary>
    HostDeviceShared,
    /// <summary>The database has the instance {0}, of which nothing is on the pool {1}.</summary>
    InstanceGhost,
    /// <summary>The database has the root volume of {0} on the pool {1}, but not the data.</summary>
    RootVolumeGhost,
    /// <summary>The database has the volume {0}, which is not on the pool {1}.</summary>
    VolumeGhost,
    /// <summary>The database has the bucket {0}, which is not on the pool {1}.</summary>
    BucketGhost,
    /// <summary>The database has the snapshot {0}, which is not on the pool {1}.</summary>
    SnapshotGhost,
    /// <summary>The database has the image {0} in the project {1}, whose file is missing.</summary>
    ImageGhost,
    /// <summary>The database has the instance {0} without its root volume, which is on the pool {1}.</summary>
    InstanceRecordAlone,
    /// <summary>The database has the instance's side of the snapshot {0} and not the volume's.</summary>
    InstanceSnapshotAlone,
    /// <summary>The database has the volume's side of the snapshot {0} and not the instance's.</summary>
    VolumeSnapshotAlone,
    /// <summary>On the pool {1} is the snapshot {0}, of which the database knows nothing.</summary>
    SnapshotUnrecorded,
    /// <summary>{0} rows of {1} belong to rows of {2} that are not there.</summary>
    RowsDangling,
    /// <summary>Nothing of what the database says lies on the pool {0} is there.</summary>
    PoolStrange,
    /// <summary>{0} instances ({1}) are newer than the last record ({2}); the newest is of {3}.</summary>
    DatabaseWentBack,
    /// <summary>The record {0} can't be removed alone: others point to it.</summary>
    RecordInUse,
    /// <summary>The missing record of {0} can't be made anew.</summary>
    RecordNotRebuilt,
    /// <summary>What an earlier database ({0}) says of the instance is newer than its backup file.</summary>
    InstanceFromOldDatabase,
    /// <summary>The plan's statements did not pass on a copy of the database: {0}.</summary>
    RehearsalFailed,
}
