using System.Text;
using System.Text.Json;
using Recover.Core.Backups;
using Recover.Core.Json;
using Xunit;

namespace Recover.Tests.Unit.Core.Backups;

/// <summary>The fast way of reading must never say anything else than the YAML library does.</summary>
public sealed class PlainYamlTests
{
    public static TheoryData<string> Simple =>
    [
        "container:\n  name: a\n  config:\n  devices: {}\n  profiles: []\n",
        "container:\n  profiles:\n  - default\n  - web\n  stateful: true\n",
        "container:\n    profiles:\n      - default\n      - web\n    stateful: true\n",
        "container:\n  config:\n    user.a: 'x: y # z'\n    user.b: \"q\"\n    user.c: -1\n    user.d: a#b:c\n",
        "container:\n  config:\n    cloud-init.user-data: |\n      #cloud-config\n\n      users:\n        - name: x\n    user.z: \"1\"\n",
        "container:\n  config:\n    user.a: |-\n      one\n      two \n\n  description: d\n",
        "snapshots:\n- name: a\n  config:\n    k: v\n- name: b\n  devices:\n    root:\n      path: /\npool:\n  name: p\n",
        "profiles:\n- name: Null\n  description: null\n",
        "volume_snapshots:\n",
    ];

    public static TheoryData<string> NotSimple =>
    [
        "# comment\ncontainer:\n  name: a\n",
        "---\ncontainer:\n  name: a\n",
        "container: {name: a}\n",
        "container:\n  name: 'it''s'\n",
        "container:\n  name: \"a\\nb\"\n",
        "container:\n  description: long text\n    that goes on\n",
        "container:\n  description: >\n    folded\n",
        "container:\n  name: a # comment\n",
        "container:\n  \"name\": a\n",
        "container:\n  name: \u00fc\n",
        "container:\n  name: a\n\n",
        "container:\n  name: a \n",
        "container:\r\n  name: a\r\n",
        "container:\n  profiles:\n  - - a\n",
        "container:\n  name: *a\n",
    ];

    [Theory]
    [MemberData(nameof(Simple))]
    public void TryRead_FormThatIncusWrites_SaysWhatTheLibrarySays(string content)
    {
        var bytes = Encoding.UTF8.GetBytes(content);
        Assert.NotNull(PlainYaml.TryRead(bytes));
        Assert.Equal(Describe(BackupFileReader.ParseAny(bytes)), Describe(BackupFileReader.ParsePlain(bytes)));
    }

    [Theory]
    [MemberData(nameof(NotSimple))]
    public void TryRead_AnyOtherForm_GivesUp(string content) => Assert.Null(PlainYaml.TryRead(Encoding.UTF8.GetBytes(content)));

    [Fact]
    public void TryRead_RealFiles_AreRead()
    {
        foreach (var file in new[] { TestData.OneSnapshot, TestData.TwoSnapshots, TestData.OnBtrfs })
        {
            var read = Describe(BackupFileReader.ParsePlain(file));
            Assert.NotEqual("null", read);
            Assert.Equal(Describe(BackupFileReader.ParseAny(file)), read);
        }
    }

    [Fact(Timeout = 300_000)]
    public async Task TryRead_DamagedFile_GivesUpOrSaysWhatTheLibrarySays()
    {
        var whole = TestData.TwoSnapshots;
        var agreed = await Task.Run(
            () => "\n -:'\"|[{#?x".Sum(replacement => Enumerable.Range(0, whole.Length / 17).Count(step => Agrees(whole, step * 17, replacement))),
            TestContext.Current.CancellationToken);
        Assert.True(agreed > 100, $"only {agreed} damaged files were read the fast way");
    }

    private static bool Agrees(byte[] whole, int position, char replacement)
    {
        var damaged = (byte[])whole.Clone();
        damaged[position] = (byte)replacement;
        var plain = BackupFileReader.ParsePlain(damaged);
        if (plain is not null)
        {
            Assert.Equal(Describe(BackupFileReader.ParseAny(damaged)), Describe(plain));
        }

        return plain is not null;
    }

    private static string Describe(BackupFile? file) => JsonSerializer.Serialize(file, CoreJson.Compact);
}
