namespace Recover.Tests.E2E.Databases;

/// <summary>Damages that are made from a live directory, by name, each with what it is done to: after a kill or after a clean stop.</summary>
internal static class DamageKinds
{
    /// <summary>What the description of a profile says after a page of the snapshot was changed.</summary>
    public const string Changed = "profile 7Q";

    public static IReadOnlyList<(string Name, bool Killed, Action<DamagedDatabase> Make)> All { get; } =
    [
        ("nothing", true, _ => { }),
        ("torn tail", true, files => files.Zero(files.Open, files.Batches(files.Open)[^1] - 2048, 2048)),
        ("open, data in the middle", true, files => files.Flip(files.Open, files.Batches(files.Open)[5] + 100)),
        ("open, header in the middle", true, files => files.Flip(files.Open, files.Batches(files.Open)[5] + 17)),
        ("open, cut inside a batch", true, files => files.Cut(files.Open, files.Batches(files.Open)[5] + 1000)),
        ("open, seven bytes", true, files => files.Cut(files.Open, 7)),
        ("open, empty", true, files => files.Cut(files.Open, 0)),
        ("open, format", true, files => files.Flip(files.Open, 0)),
        ("last closed, data", false, files => files.Flip(files.LastClosed, files.Batches(files.LastClosed)[^2] + 100)),
        ("last closed, empty", false, files => files.Cut(files.LastClosed, 0)),
        ("last closed, without its last entry", false, files => files.Cut(files.LastClosed, files.Batches(files.LastClosed)[^2])),
        ("last closed, cut inside a batch", false, files => files.Cut(files.LastClosed, files.Size(files.LastClosed) - 1000)),
        ("old closed, data", false, files => files.Flip(files.OldClosed, files.Batches(files.OldClosed)[1] + 100)),
        ("open, two in use", true, files => files.Split(files.Open, 8)),
        ("open, two in use, the first damaged", true, files =>
        {
            files.Split(files.Open, 8);
            files.Flip(files.Open, files.Batches(files.Open)[5] + 100);
        }),
        ("gap before the snapshot", false, files => File.Delete(files.At(files.OldClosed))),
        ("gap behind the snapshot", false, files => File.Delete(files.At(files.BeforeLastClosed))),
        ("gap without a snapshot", false, files =>
        {
            files.RemoveSnapshots();
            File.Delete(files.At(files.OldClosed));
        }),
        ("overlap before the snapshot", false, files => files.CopyEarlier(files.OldClosed, 1)),
        ("overlap behind the snapshot", false, files => files.CopyStart(files.LastClosed, 3)),
        ("overlap without a snapshot", false, files =>
        {
            files.RemoveSnapshots();
            files.CopyStart(files.OldClosed, 3);
        }),
        ("first closed, missing", false, files => File.Delete(files.At(files.FirstClosed))),
        ("first closed, data", false, files => files.Flip(files.FirstClosed, 45)),
        ("snapshot, format", false, files => files.Flip(files.Snapshot, 0)),
        ("snapshot, no database", false, files => files.Flip(files.Snapshot, 40)),
        ("snapshot, cut", false, files => files.Cut(files.Snapshot, 100_000)),
        ("snapshot, last part", false, files => files.Flip(files.Snapshot, files.Size(files.Snapshot) - 5000)),
        ("snapshot, description", false, files => files.Flip(files.Snapshot + ".meta", 40)),
        ("snapshot, description cut", false, files => files.Cut(files.Snapshot + ".meta", 8)),
        ("snapshot, description missing", false, files => File.Delete(files.At(files.Snapshot + ".meta"))),
        ("snapshot, missing altogether", false, files => files.RemoveSnapshots()),
        ("snapshot, packed", false, files => files.Compress(files.Snapshot, hasSize: true)),
        ("snapshot, packed without its size", false, files => files.Compress(files.Snapshot, hasSize: false)),
        ("snapshot, a page changed", false, files => files.Replace(files.Snapshot, "profile 77", Changed)),
        ("metadata, missing", false, files => File.Delete(files.At("metadata1"))),
        ("metadata, long", false, files => files.Cut("metadata1", 33)),
        ("metadata, format", false, files => files.Zero("metadata1", 0, 8)),
        ("metadata, version", false, files => files.Zero("metadata1", 8, 8)),
        ("metadata, twice", false, files => File.Copy(files.At("metadata1"), files.At("metadata2"))),
    ];
}
