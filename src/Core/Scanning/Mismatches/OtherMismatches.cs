using System.Collections.Immutable;
using Recover.Core.Databases;
using Recover.Core.Findings;
using Recover.Core.Storage;

namespace Recover.Core.Scanning.Mismatches;

/// <summary>Custom volumes, buckets and images that are only in the database, and rows that belong to nothing.</summary>
internal sealed class OtherMismatches(DatabaseContents contents, DiskStock disk, ImmutableSortedSet<string>? images)
{
    public IEnumerable<Mismatch> Find() =>
    [
        .. contents.Volumes.Where(volume => volume.Type == VolumeType.Custom && disk.IsListed(volume.Pool)).SelectMany(Of),
        .. contents.Buckets.Where(bucket => disk.IsListed(bucket.Pool) && disk.Find(bucket.Pool, VolumeType.Bucket, bucket.Project, bucket.Name) is null).Select(Of),
        .. contents.Images.Where(image => images?.Contains(image.Fingerprint) == false).Select(Of),
        .. contents.Dangling.Select(Of),
    ];

    private IEnumerable<Mismatch> Of(VolumeRecord volume)
    {
        if (disk.Find(volume) is { } there)
        {
            return SnapshotMismatches.OfVolume(volume, there);
        }

        var label = $"{volume.Project}/{volume.Name}";
        return
        [
            new Mismatch
            {
                Kind = MismatchKind.VolumeGhost,
                Pool = volume.Pool,
                Label = label,
                Finding = Finding.Of(FindingCode.VolumeGhost, label, volume.Pool),
                Records = [RecordReference.Volume(volume)],
            },
        ];
    }

    private static Mismatch Of(BucketRecord bucket) => new()
    {
        Kind = MismatchKind.BucketGhost,
        Pool = bucket.Pool,
        Label = $"{bucket.Project}/{bucket.Name}",
        Finding = Finding.Of(FindingCode.BucketGhost, $"{bucket.Project}/{bucket.Name}", bucket.Pool),
        Records = [new RecordReference { Table = RecordTable.Bucket, Pool = bucket.Pool, Project = bucket.Project, Name = bucket.Name }],
    };

    private static Mismatch Of(ImageRecord image) => new()
    {
        Kind = MismatchKind.ImageGhost,
        Label = $"{image.Project}/{image.Fingerprint}",
        Finding = Finding.Of(FindingCode.ImageGhost, image.Fingerprint, image.Project),
        Records = [new RecordReference { Table = RecordTable.Image, Project = image.Project, Name = image.Fingerprint }],
    };

    private static Mismatch Of(DanglingRows rows) => new()
    {
        Kind = MismatchKind.RowsDangling,
        Label = $"{rows.Table}.{rows.Column}",
        Finding = Finding.Of(FindingCode.RowsDangling, $"{rows.Rows}", rows.Table, rows.Parent),
        Records = [new RecordReference { Table = RecordTable.Dangling, Dangling = rows }],
    };
}
