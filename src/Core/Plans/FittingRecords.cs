using System.Collections.Immutable;
using Recover.Core.Databases;
using Config = System.Collections.Immutable.ImmutableSortedDictionary<string, string>;
using Devices = System.Collections.Immutable.ImmutableSortedDictionary<string, System.Collections.Immutable.ImmutableSortedDictionary<string, string>>;

namespace Recover.Core.Plans;

/// <summary>Takes what Incus would not accept out of config and devices, and names it in the draft.</summary>
internal sealed class FittingRecords(PlanDraft draft)
{
    /// <summary>The config without keys that Incus would not accept.</summary>
    /// <param name="config">As it was read.</param>
    /// <param name="project">Project of the item.</param>
    /// <param name="item">What it belongs to.</param>
    /// <param name="isSaid">False when the same was said of the item before.</param>
    public Config Keys(Config config, string project, string item, bool isSaid = true)
    {
        foreach (var key in config.Keys.Where(key => !ObjectNames.IsKey(key)).ToArray())
        {
            config = config.Remove(key);
            if (isSaid)
            {
                draft.LeaveOut("configKey", project, $"{item}: {PlanTexts.Shown(key)}", PlanTexts.KeyUnfit(key), PlanTexts.KeyNext);
            }
        }

        return config;
    }

    /// <summary>The devices without those whose name or type Incus would not accept, and without such keys.</summary>
    public Devices Devices(Devices devices, string project, string item, bool isSaid = true)
    {
        foreach (var (name, config) in devices)
        {
            if (!ObjectNames.IsDevice(name) || IncusCodes.Device(config.GetValueOrDefault("type") ?? "") is null)
            {
                devices = devices.Remove(name);
                if (isSaid)
                {
                    var shown = PlanTexts.Shown(name);
                    var reason = ObjectNames.IsDevice(name) ? PlanTexts.DeviceTypeUnknown(shown) : PlanTexts.NameUnfit(shown);
                    draft.LeaveOut("device", project, $"{item}: {shown}", reason, PlanTexts.DeviceNext);
                }
            }
            else if (Keys(config, project, $"{item}: {name}", isSaid) is var fit && fit != config)
            {
                devices = devices.SetItem(name, fit);
            }
        }

        return devices;
    }
}
