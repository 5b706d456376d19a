using System.Globalization;
using System.Resources;
using Recover.Core.Databases;

namespace Recover.Core.Runs;

/// <summary>The words of runs, from <c>RunTexts.resx</c>. Thread-safe.</summary>
public static class RunTexts
{
    private static readonly ResourceManager Resources = new("Recover.Core.Runs.RunTexts", typeof(RunTexts).Assembly);

    /// <summary>The words of a key, filled with the arguments.</summary>
    public static string Get(string key, params object[] arguments) => string.Format(
        CultureInfo.CurrentCulture,
        Resources.GetString(key, CultureInfo.CurrentUICulture) ?? throw new MissingManifestResourceException(key),
        arguments);

    /// <summary>Why a run was not started.</summary>
    public static RunRefusedException Refuse(RunRefusal reason, params object[] arguments) =>
        new(reason, Get($"Refused.{reason}", arguments));

    /// <summary>Why a plan is not applied to a database other than the one it was made for; one that could not be read may well be the same.</summary>
    internal static RunRefusedException RefuseOther(DatabaseReading database) => database.Source is null
        ? Refuse(RunRefusal.PlanUnfit, Get("Unfit.Unread", string.Join(' ', database.Findings.Select(finding => $"{finding.Message} {finding.Remedy}"))))
        : Refuse(RunRefusal.Drift);
}
