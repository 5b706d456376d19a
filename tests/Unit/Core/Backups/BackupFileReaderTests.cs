using System.Text;
using Recover.Core.Backups;
using Recover.Core.Findings;
using Xunit;

namespace Recover.Tests.Unit.Core.Backups;

public sealed class BackupFileReaderTests
{
    private static readonly DateTimeOffset ModifiedAt = new(2026, 11, 22, 20, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Read_RealFile_GivesTheInstance()
    {
        var file = Whole(TestData.TwoSnapshots);

        var instance = Assert.IsType<BackupInstance>(file.Instance);
        Assert.Equal("c1", instance.Name);
        Assert.Equal("container", instance.Type);
        Assert.Equal("default", instance.Project);
        Assert.Equal("x86_64", instance.Architecture);
        Assert.Equal("Running", instance.Status);
        Assert.Equal(["default", "web"], instance.Profiles);
        Assert.Equal("2026-11-22 19:15:38.402709305+00:00", instance.CreatedAt!.Value.ToDatabaseText());
        Assert.Equal("2026-11-22 19:15:38.608776464+00:00", instance.LastUsedAt!.Value.ToDatabaseText());
        Assert.Equal("1", instance.Config["image.release"]);
        Assert.Equal("y", instance.Config["user.x"]);
        Assert.Equal("data1", instance.Devices["data"]["source"]);
        Assert.Equal("128MiB", instance.ExpandedConfig!["limits.memory"]);
        Assert.Equal("br0", instance.ExpandedDevices!["eth0"]["network"]);
        Assert.Equal(ModifiedAt, file.ModifiedAt);
        Assert.Empty(file.UnknownFields);
    }

    [Fact]
    public void Read_RealFile_GivesSnapshotsPoolProfilesAndVolumes()
    {
        var file = Whole(TestData.TwoSnapshots);

        Assert.Equal(["snap0", "snap1"], file.Snapshots.Select(snapshot => snapshot.Name));
        Assert.Null(file.Snapshots[0].ExpiresAt);
        Assert.Equal("2030-01-01T00:00:00Z", file.Snapshots[1].ExpiresAt!.Value.ToString());
        Assert.Equal("dir", file.Pool!.Driver);
        Assert.Equal("/var/lib/incus/storage-pools/local", file.Pool.Config["source"]);
        Assert.Equal(["default", "web"], file.Profiles!.Value.Select(profile => profile.Name));
        Assert.Equal("128MiB", file.Profiles.Value[1].Config["limits.memory"]);
        Assert.Equal("container", file.Volume!.Type);
        Assert.Equal("filesystem", file.Volume.ContentType);
        Assert.Equal(["snap0", "snap1"], file.VolumeSnapshots!.Value.Select(snapshot => snapshot.Name));
    }

    [Fact]
    public void Read_NeverUsedInstance_HasNoLastUse() => Assert.Null(Whole(TestData.OneSnapshot).Instance!.LastUsedAt);

    [Theory]
    [InlineData("y")]
    [InlineData("true")]
    [InlineData("0x1")]
    [InlineData("1_000")]
    [InlineData("1.50")]
    [InlineData("2026-01-01")]
    [InlineData("!!binary aGVsbG8=", "aGVsbG8=")]
    [InlineData("!evil/object x", "x")]
    [InlineData("'null'", "null")]
    [InlineData("null", "")]
    [InlineData("\"a\\nb\"", "a\nb")]
    public void Read_Value_StaysTheTextItIs(string written, string? read = null)
    {
        var file = Whole(Encoding.UTF8.GetBytes($"container:\n  config:\n    key: {written}\n"));
        Assert.Equal(read ?? written, file.Instance!.Config["key"]);
    }

    [Fact]
    public void Read_KeyTooLongForOneLine_IsReadAsIncusWritesIt()
    {
        var key = "user.".PadRight(1505, 'k');
        var file = Whole(Encoding.UTF8.GetBytes($"container:\n  config:\n    ? {key}\n    : \"y\"\n    volatile.apply_template: create\n"));
        Assert.Equal([(key, "y"), ("volatile.apply_template", "create")], file.Instance!.Config.Select(pair => (pair.Key, pair.Value)));
    }

    [Fact]
    public void Read_FieldsOfNewerServers_AreKnown()
    {
        var file = Whole("""
            container: {name: a, disk_only: false, restore: ""}
            snapshots: [{name: s, size: -1, disk_only: true, description: before the upgrade}]
            dependent_volumes:
            - volume: {name: v}
              volume_snapshots: []
              pool: {name: p}

            """u8.ToArray());
        Assert.Empty(file.UnknownFields);
        Assert.Equal("before the upgrade", file.Snapshots[0].Description);
    }

    [Fact]
    public void Read_VolumeThatBelongsToTheInstance_IsWholeAsIncus7WritesIt()
    {
        var file = Whole(TestData.DependentVolume);

        Assert.Empty(file.UnknownFields);
        var dependent = Assert.Single(file.DependentVolumes);
        Assert.Equal("pool1", dependent.Pool!.Name);
        Assert.Equal(("default", "dep1", "yes"), (dependent.Volume!.Project, dependent.Volume.Name, dependent.Volume.Config["user.dep"]));
        Assert.Equal("2026-11-22T20:43:19.351370411Z", $"{dependent.Volume.CreatedAt}");
        var snapshot = Assert.Single(dependent.Snapshots);
        Assert.Equal(("s0", null, "true"), (snapshot.Name, snapshot.ExpiresAt, snapshot.Config["dependent"]));
    }

    [Fact]
    public void Read_UnknownFields_AreNamedByPathAndBounded()
    {
        var many = string.Concat(Enumerable.Range(0, 50).Select(number => $"unknown{number}: [1, {{a: b}}]\n"));
        var file = Whole(Encoding.UTF8.GetBytes($"container:\n  name: a\n  colour: red\nsnapshots:\n- name: s\n  mood: {{a: [b]}}\n{many}"));
        Assert.Equal(["container.colour", "snapshots.mood", "unknown0"], file.UnknownFields.Take(3));
        Assert.Equal(20, file.UnknownFields.Length);
    }

    [Fact]
    public void Read_FileCutInALine_IgnoresTheHalfLineAndSaysSo()
    {
        var result = BackupFileReader.Read("container:\n  name: web\n  type: contai"u8.ToArray(), ModifiedAt);
        Assert.Equal(FindingCode.BackupFileCut, Assert.Single(result.Findings).Code);
        Assert.Equal("web", result.File!.Instance!.Name);
        Assert.Equal("", result.File.Instance.Type);
    }

    [Fact]
    public void Read_RealFileCutAtEveryByte_NeverThrows()
    {
        var whole = TestData.TwoSnapshots;
        for (var length = 0; length <= whole.Length; length++)
        {
            var result = BackupFileReader.Read(whole.AsMemory(0, length), ModifiedAt);
            Assert.True(result.File is not null || !result.Findings.IsEmpty, $"nothing is said about {length} bytes");
            Assert.False(length < whole.Length && whole[length - 1 < 0 ? 0 : length - 1] != '\n' && result.Findings.IsEmpty, $"cut at {length}");
        }
    }

    private static BackupFile Whole(byte[] content)
    {
        var result = BackupFileReader.Read(content, ModifiedAt);
        Assert.True(result.Findings.IsEmpty, result.Findings.FirstOrDefault()?.Raw ?? "a finding");
        return result.File!;
    }
}
