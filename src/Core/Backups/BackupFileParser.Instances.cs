namespace Recover.Core.Backups;

internal sealed partial class BackupFileParser
{
    private BackupInstance? ParseInstance()
    {
        if (!cursor.EnterMap())
        {
            return null;
        }

        var instance = new BackupInstance();
        while (cursor.NextKey() is { } key)
        {
            instance = key switch
            {
                "name" => instance with { Name = ParseText() },
                "type" => instance with { Type = ParseText() },
                "project" => instance with { Project = ParseText() },
                "architecture" => instance with { Architecture = ParseText() },
                "description" => instance with { Description = ParseText() },
                "ephemeral" => instance with { Ephemeral = ParseBoolean() },
                "stateful" => instance with { Stateful = ParseBoolean() },
                "created_at" => instance with { CreatedAt = ParseTime() },
                "last_used_at" => instance with { LastUsedAt = ParseTime() is { } time && time != IncusTime.Epoch ? time : null },
                "status" => instance with { Status = ParseText() },
                "config" => instance with { Config = ParseConfig() },
                "devices" => instance with { Devices = ParseDevices() },
                "profiles" => instance with { Profiles = ParseList(ParseText) ?? [] },
                "expanded_config" => instance with { ExpandedConfig = ParseConfigOrNull() },
                "expanded_devices" => instance with { ExpandedDevices = ParseDevicesOrNull() },
                _ => Passed(instance, key is "restore" or "disk_only" or "status_code" or "location"),
            };
        }

        return instance;
    }

    private BackupSnapshot ParseSnapshot()
    {
        var snapshot = new BackupSnapshot();
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
                "architecture" => snapshot with { Architecture = ParseText() },
                "ephemeral" => snapshot with { Ephemeral = ParseBoolean() },
                "stateful" => snapshot with { Stateful = ParseBoolean() },
                "created_at" => snapshot with { CreatedAt = ParseTime() },
                "expires_at" => snapshot with { ExpiresAt = ParseTime() },
                "config" => snapshot with { Config = ParseConfig() },
                "devices" => snapshot with { Devices = ParseDevices() },
                _ => Passed(snapshot, key is "expanded_config" or "expanded_devices" or "last_used_at" or "profiles" or "size" or "disk_only"),
            };
        }

        return snapshot;
    }

    private BackupProfile ParseProfile()
    {
        var profile = new BackupProfile();
        if (!cursor.EnterMap())
        {
            return profile;
        }

        while (cursor.NextKey() is { } key)
        {
            profile = key switch
            {
                "name" => profile with { Name = ParseText() },
                "project" => profile with { Project = ParseText() },
                "description" => profile with { Description = ParseText() },
                "config" => profile with { Config = ParseConfig() },
                "devices" => profile with { Devices = ParseDevices() },
                _ => Passed(profile, key is "used_by"),
            };
        }

        return profile;
    }

    private T Passed<T>(T record, bool isKnown)
    {
        if (isKnown)
        {
            cursor.Skip();
        }
        else
        {
            SkipUnknown();
        }

        return record;
    }
}
