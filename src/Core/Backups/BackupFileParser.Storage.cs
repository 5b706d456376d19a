namespace Recover.Core.Backups;

internal sealed partial class BackupFileParser
{
    private BackupPool? ParsePool()
    {
        if (!cursor.EnterMap())
        {
            return null;
        }

        var pool = new BackupPool();
        while (cursor.NextKey() is { } key)
        {
            pool = key switch
            {
                "name" => pool with { Name = ParseText() },
                "driver" => pool with { Driver = ParseText() },
                "description" => pool with { Description = ParseText() },
                "config" => pool with { Config = ParseConfig() },
                _ => Passed(pool, key is "used_by" or "status" or "locations"),
            };
        }

        return pool;
    }

    private BackupVolume? ParseVolume()
    {
        if (!cursor.EnterMap())
        {
            return null;
        }

        var volume = new BackupVolume();
        while (cursor.NextKey() is { } key)
        {
            volume = key switch
            {
                "name" => volume with { Name = ParseText() },
                "type" => volume with { Type = ParseText() },
                "content_type" => volume with { ContentType = ParseText() },
                "project" => volume with { Project = ParseText() },
                "description" => volume with { Description = ParseText() },
                "created_at" => volume with { CreatedAt = ParseTime() },
                "config" => volume with { Config = ParseConfig() },
                _ => Passed(volume, key is "restore" or "used_by" or "location"),
            };
        }

        return volume;
    }

    private BackupVolumeSnapshot ParseVolumeSnapshot()
    {
        var snapshot = new BackupVolumeSnapshot();
        if (!cursor.EnterMap())
        {
            return snapshot;
        }

        while (cursor.NextKey() is { } key)
        {
            snapshot = key switch
            {
                "name" => snapshot with { Name = ParseText() },
                "description" => snapshot with { Description = ParseText() },
                "content_type" => snapshot with { ContentType = ParseText() },
                "created_at" => snapshot with { CreatedAt = ParseTime() },
                "expires_at" => snapshot with { ExpiresAt = ParseTime() },
                "config" => snapshot with { Config = ParseConfig() },
                _ => Passed(snapshot, false),
            };
        }

        return snapshot;
    }

    private BackupDependentVolume ParseDependentVolume()
    {
        var dependent = new BackupDependentVolume(null, null, []);
        if (!cursor.EnterMap())
        {
            return dependent;
        }

        while (cursor.NextKey() is { } key)
        {
            dependent = key switch
            {
                "pool" => dependent with { Pool = ParsePool() },
                "volume" => dependent with { Volume = ParseVolume() },
                "volume_snapshots" => dependent with { Snapshots = ParseList(ParseVolumeSnapshot) ?? [] },
                _ => Passed(dependent, key is "container" or "snapshots" or "profiles" or "dependent_volumes" or "bucket" or "bucket_keys"),
            };
        }

        return dependent;
    }
}
