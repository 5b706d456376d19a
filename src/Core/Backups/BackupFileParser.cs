using System.Collections.Immutable;

namespace Recover.Core.Backups;

/// <summary>The sections of one <c>backup.yaml</c>. For one file, used once.</summary>
internal sealed partial class BackupFileParser(YamlCursor cursor)
{
    private const int MaximumUnknownFields = 20;

    private readonly TextPool _texts = new();
    private readonly ImmutableArray<string>.Builder _unknownFields = ImmutableArray.CreateBuilder<string>();

    /// <summary>The file; null when it holds no document or only a null.</summary>
    /// <exception cref="YamlDotNet.Core.YamlException">It is not of the shape that Incus writes.</exception>
    public BackupFile? Parse()
    {
        if (cursor.AtEnd || !cursor.EnterMap())
        {
            return null;
        }

        var file = new BackupFile();
        while (cursor.NextKey() is { } key)
        {
            switch (key)
            {
                case "container":
                    file = file with { Instance = ParseInstance() };
                    break;
                case "snapshots":
                    file = file with { Snapshots = ParseList(ParseSnapshot) ?? [] };
                    break;
                case "pool":
                    file = file with { Pool = ParsePool() };
                    break;
                case "profiles":
                    file = file with { Profiles = ParseList(ParseProfile) };
                    break;
                case "volume":
                    file = file with { Volume = ParseVolume() };
                    break;
                case "volume_snapshots":
                    file = file with { VolumeSnapshots = ParseList(ParseVolumeSnapshot) };
                    break;
                case "dependent_volumes":
                    file = file with { DependentVolumes = ParseList(ParseDependentVolume) ?? [] };
                    break;
                case "bucket" or "bucket_keys":
                    cursor.Skip();
                    break;
                default:
                    SkipUnknown();
                    break;
            }
        }

        if (!cursor.AtEnd)
        {
            throw cursor.Problem(BackupTexts.SecondDocument);
        }

        return file with { UnknownFields = _unknownFields.ToImmutable() };
    }

    private ImmutableArray<T>? ParseList<T>(Func<T> parseEntry)
    {
        if (!cursor.EnterList())
        {
            return null;
        }

        var entries = ImmutableArray.CreateBuilder<T>();
        while (cursor.NextEntry())
        {
            entries.Add(parseEntry());
        }

        return entries.ToImmutable();
    }

    private string ParseText() => _texts.Value(cursor.Text());

    private bool ParseBoolean() => cursor.Text() switch
    {
        "true" or "True" or "TRUE" => true,
        "false" or "False" or "FALSE" or "" => false,
        _ => throw cursor.Problem(BackupTexts.BooleanExpected(cursor.Path)),
    };

    private IncusTime? ParseTime()
    {
        var text = cursor.Text();
        if (text.Length == 0)
        {
            return null;
        }

        if (!IncusTime.TryParse(text, out var time))
        {
            throw cursor.Problem(BackupTexts.TimeExpected(cursor.Path));
        }

        return time == IncusTime.Zero ? null : time;
    }

    private ImmutableSortedDictionary<string, string> ParseConfig() => ParseConfigOrNull() ?? ConfigMaps.Empty;

    private ImmutableSortedDictionary<string, string>? ParseConfigOrNull()
    {
        if (!cursor.EnterMap())
        {
            return null;
        }

        var config = ConfigMaps.Empty.ToBuilder();
        while (cursor.NextKey() is { } key)
        {
            config.Add(_texts.Key(key), ParseText());
        }

        return config.ToImmutable();
    }

    private ImmutableSortedDictionary<string, ImmutableSortedDictionary<string, string>> ParseDevices() =>
        ParseDevicesOrNull() ?? ConfigMaps.NoDevices;

    private ImmutableSortedDictionary<string, ImmutableSortedDictionary<string, string>>? ParseDevicesOrNull()
    {
        if (!cursor.EnterMap())
        {
            return null;
        }

        var devices = ConfigMaps.NoDevices.ToBuilder();
        while (cursor.NextKey() is { } key)
        {
            devices.Add(_texts.Key(key), ParseConfig());
        }

        return devices.ToImmutable();
    }

    private void SkipUnknown()
    {
        if (_unknownFields.Count < MaximumUnknownFields && !_unknownFields.Contains(cursor.Path))
        {
            _unknownFields.Add(cursor.Path);
        }

        cursor.Skip();
    }
}
