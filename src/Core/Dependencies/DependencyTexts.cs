using System.Globalization;
using System.Resources;
using Recover.Core.Databases;
using Recover.Core.Databases.Candidates;
using Recover.Core.Scanning;

namespace Recover.Core.Dependencies;

/// <summary>Words of questions and answers, from <c>DependencyTexts.resx</c>. Thread-safe.</summary>
internal static class DependencyTexts
{
    private static readonly ResourceManager Resources = new("Recover.Core.Dependencies.DependencyTexts", typeof(DependencyTexts).Assembly);

    public static string ProjectDeduced(int volumes) => Fill(nameof(ProjectDeduced), volumes);

    public static string Copies(int copies, int files) => Fill(nameof(Copies), copies, files);

    public static string ProfileInDatabase => Text(nameof(ProfileInDatabase));

    public static string ProfileInFiles(int files, DateTimeOffset newestAt) => Fill(nameof(ProfileInFiles), files, newestAt);

    /// <summary>The instance runs, so that it can't get another identity now.</summary>
    public static string RunsUnderItsIdentity => Text(nameof(RunsUnderItsIdentity));

    /// <summary>Which earlier state of the database, and how old it is.</summary>
    public static string InOldDatabase(OldDatabase old) => CandidateTexts.OldDatabase(old);

    public static string ProfileDeduced => Text(nameof(ProfileDeduced));

    public static string NetworkFromAddresses => Text(nameof(NetworkFromAddresses));

    public static string NetworkPicked => Text(nameof(NetworkPicked));

    public static string KeepDevice => Text(nameof(KeepDevice));

    public static string DropDevice => Text(nameof(DropDevice));

    public static string KeepHostDevice => Text(nameof(KeepHostDevice));

    public static string DropHostDevice => Text(nameof(DropHostDevice));

    public static string NoSuchQuestion(string id) => Fill(nameof(NoSuchQuestion), id);

    public static string KindUnfit => Text(nameof(KindUnfit));

    public static string NoSuchProposal => Text(nameof(NoSuchProposal));

    public static string NoSuchObject(string name) => Fill(nameof(NoSuchObject), name);

    public static string DefinitionNeeded => Text(nameof(DefinitionNeeded));

    public static string NetworkTypeUnknown(string types) => Fill(nameof(NetworkTypeUnknown), types);

    public static string DevicesUnfit => Text(nameof(DevicesUnfit));

    public static string NameNeeded => Text(nameof(NameNeeded));

    public static string DeviceTypeNeeded(string name) => Fill(nameof(DeviceTypeNeeded), name);

    public static string BridgeNameTooLong(int most) => Fill(nameof(BridgeNameTooLong), most);

    public static string OtherCopyChosen(string pool) => Fill(nameof(OtherCopyChosen), pool);

    private static string LeftoverKey(string key, string source) => Fill(nameof(LeftoverKey), key, source);

    /// <summary>Where each setting of a leftover was read from.</summary>
    public static string NetworkLeftover(NetworkLeftover leftover) =>
        string.Join("; ", leftover.Sources.GroupBy(pair => pair.Value).Select(pairs => LeftoverKey(string.Join(", ", pairs.Select(pair => pair.Key)), pairs.Key)));

    private static string Fill(string key, params object[] values) => string.Format(CultureInfo.CurrentCulture, Text(key), values);

    private static string Text(string key) =>
        Resources.GetString(key, CultureInfo.CurrentUICulture) ?? throw new MissingManifestResourceException(key);
}
