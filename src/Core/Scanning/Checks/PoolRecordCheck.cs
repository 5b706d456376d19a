using Recover.Core.Findings;

namespace Recover.Core.Scanning.Checks;

/// <summary>Whether the backup file names the pool on which it lies.</summary>
internal sealed class PoolRecordCheck : IVolumeCheck
{
    public void Check(VolumeExamination volume)
    {
        if (volume.Backup?.Pool is not { } pool)
        {
            return;
        }

        if (pool.Name != volume.Pool.Name)
        {
            volume.Report(Finding.Of(FindingCode.PoolNameMismatch, pool.Name, volume.Pool.Name).WithRaw($"pool.name: {pool.Name}"), VolumeState.Question);
        }

        if (pool.Driver != volume.Pool.Driver)
        {
            volume.Report(Finding.Of(FindingCode.PoolDriverMismatch, pool.Driver, volume.Pool.Driver).WithRaw($"pool.driver: {pool.Driver}"), VolumeState.Question);
        }
    }
}
