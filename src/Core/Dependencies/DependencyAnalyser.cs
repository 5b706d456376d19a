using Recover.Core.Scanning;

namespace Recover.Core.Dependencies;

/// <summary>
/// Finds everything that instances need and the database lacks, or has differently, in one go: a missing project does not hide its missing
/// profiles. Pure and thread-safe.
/// </summary>
public static class DependencyAnalyser
{
    /// <summary>Analyses a scanned inventory; doing so again with its own result adds nothing.</summary>
    public static DependencyAnalysis Analyse(Inventory inventory)
    {
        inventory = RenamedPools.Apply(inventory);
        var projects = new ProjectDeduction(inventory);
        var needs = new NeedRegister(inventory);
        ProjectNeeds.Collect(inventory, projects, needs);
        ProfileNeeds.Collect(inventory, projects, needs);
        NetworkNeeds.Collect(inventory, projects, needs);
        StorageNeeds.Collect(inventory, projects, needs);
        HostNeeds.Collect(inventory, needs);
        return new DependencyAnalysis { Inventory = needs.ToInventory(), Questions = needs.ToQuestions() };
    }

    /// <summary>Volumes that may come back.</summary>
    internal static IEnumerable<ScannedVolume> Candidates(Inventory inventory) =>
        inventory.Volumes.Where(volume => volume.State is VolumeState.Recoverable or VolumeState.Question);

    /// <summary>Instances that may come back.</summary>
    internal static IEnumerable<ScannedVolume> CandidateInstances(Inventory inventory) =>
        Candidates(inventory).Where(volume => volume is { IsInstance: true, Backup.Instance: not null });
}
