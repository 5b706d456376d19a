using System.Globalization;
using System.Text;
using System.Text.Json;
using Recover.Core.Runs;

namespace Recover.Core.Drills;

/// <summary>
/// A drill in the text format of OpenMetrics, which the textfile collector of node_exporter reads too: <c># EOF</c> is a comment to it. Gauges only.
/// Names are not in it: they would be labels without bound. Thread-safe.
/// </summary>
public static class DrillMetrics
{
    /// <summary>Writes the file as a whole or not at all, readable for everybody: whoever collects it is another user.</summary>
    /// <exception cref="IOException">It can't be written.</exception>
    public static void Write(string path, DrillResult result) => DurableFile.Write(
        path, Encoding.UTF8.GetBytes(Text(result)), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead);

    /// <summary>The file's text.</summary>
    public static string Text(DrillResult result)
    {
        var text = new StringBuilder();
        Gauge("recover_check_timestamp_seconds", "When the host was checked.", result.CheckedAt.ToUnixTimeMilliseconds() / 1000.0);
        Gauge("recover_check_whole", "1 when everything would come back as it is.", result.Verdict == DrillVerdict.Whole ? 1 : 0);
        Gauge("recover_check_instances", "Instances that the database knows.", result.Instances);
        Gauge("recover_check_instances_exact", "Instances that would come back exactly.", result.InstancesExact);
        Gauge("recover_check_volumes", "Custom volumes that the database knows.", result.Volumes);
        Gauge("recover_check_volumes_exact", "Custom volumes that would come back exactly.", result.VolumesExact);
        Head("recover_check_records", "Records that would not come back as they are, by state.");
        foreach (var state in Enum.GetValues<DrillState>())
        {
            var count = result.Lines.Count(line => line.State == state);
            text.Append(CultureInfo.InvariantCulture, $"recover_check_records{{state=\"{JsonNamingPolicy.CamelCase.ConvertName($"{state}")}\"}} {count}\n");
        }

        return text.Append("# EOF\n").ToString();

        void Head(string name, string help) => text.Append(CultureInfo.InvariantCulture, $"# HELP {name} {help}\n# TYPE {name} gauge\n");

        void Gauge(string name, string help, double value)
        {
            Head(name, help);
            text.Append(CultureInfo.InvariantCulture, $"{name} {value}\n");
        }
    }
}
