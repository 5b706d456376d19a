using System.Globalization;
using System.Resources;

namespace Recover.Core.Hosts;

/// <summary>The words of this room for operators, from <c>HostTexts.resx</c>. Thread-safe.</summary>
internal static class HostTexts
{
    private static readonly ResourceManager Resources = new("Recover.Core.Hosts.HostTexts", typeof(HostTexts).Assembly);

    public static string ReadingUnmountedPools => Text(nameof(ReadingUnmountedPools));

    public static string OperatorStops => Text(nameof(OperatorStops));

    public static string OperatorStarts => Text(nameof(OperatorStarts));

    public static string StopFailed => Text(nameof(StopFailed));

    public static string StartFailed => Text(nameof(StartFailed));

    public static string DaemonDied => Text(nameof(DaemonDied));

    public static string AskToStop(IncusDirectory directory) => Text(nameof(AskToStop), directory.Root);

    public static string AskToStart(IncusDirectory directory) => Text(nameof(AskToStart), directory.Root);

    public static string NotStopped(TimeSpan limit) => Text(nameof(NotStopped), limit.TotalSeconds);

    public static string NotReady(TimeSpan limit) => Text(nameof(NotReady), limit.TotalSeconds);

    private static string Text(string key, params object[] values) => string.Format(
        CultureInfo.CurrentCulture, Resources.GetString(key, CultureInfo.CurrentUICulture) ?? throw new MissingManifestResourceException(key), values);
}
