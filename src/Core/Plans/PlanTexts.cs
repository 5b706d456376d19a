using System.Globalization;
using System.Resources;
using Recover.Core.Dependencies;
using Recover.Core.Storage;

namespace Recover.Core.Plans;

/// <summary>The words of this room, from <c>PlanTexts.resx</c>. Thread-safe.</summary>
public static class PlanTexts
{
    private static readonly ResourceManager Resources = new("Recover.Core.Plans.PlanTexts", typeof(PlanTexts).Assembly);

    /// <summary>Where records of a new project's own default profile come from.</summary>
    public static string FromNewProject => Text(nameof(FromNewProject));

    /// <summary>What to do about something that was left out by answer.</summary>
    public static string LeftOutNext => Text(nameof(LeftOutNext));

    /// <summary>What to do about something whose question is open.</summary>
    public static string NeedOpenNext => Text(nameof(NeedOpenNext));

    /// <summary>What to do about a name that Incus does not accept.</summary>
    public static string NameUnfitNext => Text(nameof(NameUnfitNext));

    /// <summary>What to do about a device that was left out.</summary>
    public static string DeviceNext => Text(nameof(DeviceNext));

    /// <summary>What to do about a key that was left out.</summary>
    public static string KeyNext => Text(nameof(KeyNext));

    /// <summary>What to do about a record of a snapshot that has no data.</summary>
    public static string SnapshotRecordStaleNext => Text(nameof(SnapshotRecordStaleNext));

    /// <summary>What to do about something of which no record can be written.</summary>
    public static string UnfitNext => Text(nameof(UnfitNext));

    /// <summary>What to do about a network that can't be created.</summary>
    public static string NetworkNext => Text(nameof(NetworkNext));

    /// <summary>Why images do not come back.</summary>
    public static string ImagesLost => Text(nameof(ImagesLost));

    /// <summary>What to do about images.</summary>
    public static string ImagesNext => Text(nameof(ImagesNext));

    /// <summary>A place that is not known.</summary>
    public static string Nowhere => Text(nameof(Nowhere));

    /// <summary>The file can't be read as a plan.</summary>
    public static string FileUnreadable => Text(nameof(FileUnreadable));

    /// <summary>The statements of a plan are not what its records give.</summary>
    public static string StatementsDiffer => Text(nameof(StatementsDiffer));

    /// <summary>The links of a plan are not what its records need.</summary>
    public static string LinksDiffer => Text(nameof(LinksDiffer));

    /// <summary>Where something was learnt from: a backup file and when it was written.</summary>
    public static string FromBackupFile(DateTimeOffset modifiedAt) => Fill(nameof(FromBackupFile), Time(modifiedAt));

    /// <summary>Where something was learnt from: the backup file of an instance, and when it was written.</summary>
    public static string FromBackupFileOf(string label, DateTimeOffset modifiedAt) => Fill(nameof(FromBackupFileOf), label, Time(modifiedAt));

    /// <summary>A value that no source says.</summary>
    public static string FromNow => Text(nameof(FromNow));

    /// <summary>Where something was learnt from: the copy of a backup file in a snapshot.</summary>
    public static string FromSnapshot(string snapshot, DateTimeOffset modifiedAt) => Fill(nameof(FromSnapshot), snapshot, Time(modifiedAt));

    /// <summary>Where something was learnt from: the storage itself.</summary>
    public static string FromStorage(string place) => Fill(nameof(FromStorage), place);

    /// <summary>Where something was learnt from: an operator's answer.</summary>
    public static string FromAnswer(string by) => Fill(nameof(FromAnswer), by);

    /// <summary>The word for a kind of thing as plans name it; the name itself for one of a later version.</summary>
    public static string Kind(string kind) => Resources.GetString($"Kind.{kind}", CultureInfo.CurrentUICulture) ?? kind;

    /// <summary>An object by kind and name.</summary>
    public static string Need(MissingKind kind, string name) => Fill($"Need.{kind}", name);

    /// <summary>A pool as the item of a note.</summary>
    public static string PoolItem(string name) => Need(MissingKind.Pool, name);

    /// <summary>Why a volume does not come back: an answer.</summary>
    public static string LeftOut(string by, bool unsure = false) => Fill(unsure ? "LeftOutUnsure" : nameof(LeftOut), by);

    /// <summary>Why an instance does not come back: something it needs was left out.</summary>
    public static string NeedLeftOut(string need, string by, bool unsure = false) => Fill(unsure ? "NeedLeftOutUnsure" : nameof(NeedLeftOut), need, by);

    /// <summary>Why an instance does not come back: a question is open.</summary>
    public static string NeedOpen(string need) => Fill(nameof(NeedOpen), need);

    /// <summary>How many images, as a name.</summary>
    public static string Images(int count) => Fill(nameof(Images), count);

    /// <summary>Settings of a volume that only the database knew.</summary>
    public static string LostVolumeSettings(ContentType contentType) => Text($"LostVolumeSettings.{contentType}");

    /// <summary>A name is not one Incus accepts.</summary>
    public static string NameUnfit(string name) => Fill(nameof(NameUnfit), name);

    /// <summary>Something that is to be created exists.</summary>
    public static string AlreadyThere(string name) => Fill(nameof(AlreadyThere), name);

    /// <summary>Something that is referred to does not exist.</summary>
    public static string NotThere(string name) => Fill(nameof(NotThere), name);

    /// <summary>The type of a device is not one of Incus'.</summary>
    public static string DeviceTypeUnknown(string name) => Fill(nameof(DeviceTypeUnknown), name);

    /// <summary>The type of a network is not one of Incus'.</summary>
    public static string NetworkTypeUnknown(string name) => Fill(nameof(NetworkTypeUnknown), name);

    /// <summary>The name of a key or a device is not one Incus accepts; long ones are cut and control characters replaced.</summary>
    public static string KeyUnfit(string key) => Fill(nameof(KeyUnfit), Shown(key));

    /// <summary>A name that may hold anything, fit to be shown on one line.</summary>
    internal static string Shown(string name) =>
        string.Concat(name.Take(80).Select(letter => char.IsControl(letter) || char.IsSurrogate(letter) ? '?' : letter));

    /// <summary>The record of a volume has a snapshot that is not on the pool.</summary>
    public static string SnapshotRecordStale(string name) => Fill(nameof(SnapshotRecordStale), name);

    /// <summary>A network exists with another type.</summary>
    public static string NetworkTypeDiffers(string name) => Fill(nameof(NetworkTypeDiffers), name);

    /// <summary>The architecture of an instance is not one of Incus'.</summary>
    public static string ArchitectureUnknown(string label) => Fill(nameof(ArchitectureUnknown), label);

    /// <summary>The plan is too large.</summary>
    public static string TooManyStatements(int count, int most) => Fill(nameof(TooManyStatements), count, most);

    /// <summary>The file is larger than a plan can be.</summary>
    public static string FileTooLarge(long bytes, long most) => Fill(nameof(FileTooLarge), bytes, most);

    /// <summary>The plan has another format.</summary>
    public static string FormatUnknown(int version) => Fill(nameof(FormatUnknown), version);

    /// <summary>The plan was made for another schema.</summary>
    public static string SchemaDiffers(int planned, int found) => Fill(nameof(SchemaDiffers), planned, found);

    private static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);

    private static string Fill(string key, params object[] arguments) => string.Format(CultureInfo.CurrentCulture, Text(key), arguments);

    private static string Text(string key) =>
        Resources.GetString(key, CultureInfo.CurrentUICulture) ?? throw new MissingManifestResourceException(key);
}
