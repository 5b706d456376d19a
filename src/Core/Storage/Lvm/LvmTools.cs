using System.Collections.Immutable;
using System.Text.Json;
using System.Text.RegularExpressions;
using Recover.Core.Commands;

namespace Recover.Core.Storage.Lvm;

/// <summary>Asks LVM's tools without letting them write: no locks, no copies of metadata, no repair. Thread-safe.</summary>
internal static class LvmTools
{
    // No check of a thin pool's metadata: the check clears a flag in it. Udev is left out, so that nobody else meets what is active only for a look.
    private const string Common =
        "backup{backup=0 archive=0} report{time_format=\"%s\" list_item_separator=\",\"} global{thin_check_executable=\"\"} "
        + "activation{udev_sync=0 udev_rules=0 verify_udev_operations=0 monitoring=0}";

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    /// <summary>Programs that are needed to look into a pool.</summary>
    public static ImmutableArray<string> Programs { get; } = ["vgs", "pvs", "lvs", "lvchange", "vgchange", "vgimportclone", "dmsetup", "losetup"];

    /// <summary>The settings for a command that may see these devices only; all devices when there are none.</summary>
    public static string Settings(params IEnumerable<string> devices)
    {
        var accepted = string.Join(' ', devices.Select(device => $"\"a|^{Regex.Escape(device)}$|\","));
        return accepted.Length == 0
            ? Common
            : $"{Common} devices{{use_devicesfile=0 obtain_device_list_from_udev=0 external_device_info_source=\"none\" global_filter=[\"a|.*|\"] filter=[{accepted}\"r|.*|\"]}}";
    }

    /// <summary>The groups on the devices; on all devices that LVM sees when none are named.</summary>
    /// <exception cref="CommandFailedException">A tool is missing or fails.</exception>
    public static async Task<ImmutableArray<VolumeGroup>> ReadAsync(
        ICommandRunner commands, ImmutableArray<string> devices, CancellationToken cancellationToken)
    {
        var groups = await ReportAsync("vgs", "vg_name,vg_uuid,vg_tags,vg_size,vg_missing_pv_count").ConfigureAwait(false);
        var places = await ReportAsync("pvs", "pv_name,vg_name").ConfigureAwait(false);
        var volumes = await ReportAsync("lvs", "vg_name,lv_name,lv_uuid,lv_size,pool_lv,origin,lv_time,lv_layout").ConfigureAwait(false);
        try
        {
            return LvmReport.Groups(groups.Output, places.Output, volumes.Output);
        }
        catch (Exception unread) when (unread is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw new CommandFailedException(volumes.Command, CommandFailure.ExitCode) { ExitCode = 0, Output = volumes.Output, Errors = unread.Message };
        }

        async Task<CommandResult> ReportAsync(string program, string columns)
        {
            var command = CommandSpec.Of(
                program, "--readonly", "--config", Settings(devices), "--reportformat", "json", "--units", "b", "--nosuffix", "-o", columns);
            var result = await commands.RunAsync(command with { Timeout = Patience }, cancellationToken).ConfigureAwait(false);

            // A group with a missing device makes the exit code 5, and the report is complete all the same.
            return result.Output.Contains("\"report\"", StringComparison.Ordinal) ? result : result.EnsureSuccess();
        }
    }
}
