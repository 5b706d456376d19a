using System.Text;
using Recover.Core.Backups;
using Recover.Core.Findings;
using Xunit;

namespace Recover.Tests.Unit.Core.Backups;

public sealed class BackupFileReaderHostileTests
{
    public static TheoryData<string> Files =>
    [
        "container: [a, b]\n",
        "container: text\n",
        "- container\n",
        "text\n",
        "container: {name: [a]}\n",
        "container: {name: {a: b}}\n",
        "container: {config: {a: [b]}}\n",
        "container: {config: {[a]: b}}\n",
        "container: {devices: {root: text}}\n",
        "container: {ephemeral: maybe}\n",
        "container: {created_at: yesterday}\n",
        "container: {name: a, name: b}\n",
        "container: {config: {a: b, a: c}}\n",
        "snapshots: text\n",
        "snapshots: [text]\n",
        "a: &anchor b\nc: *anchor\n",
        "a: &anchor b\n",
        "container: *missing\n",
        "container: {name: a}\n---\ncontainer: {name: b}\n",
        "container: {name: a\n",
        "container: \"never ends\n",
        "\tcontainer: a\n",
        "a: b: c: d\n",
        "%YAML 99999999999999999999.1\n---\na: b\n",
        "%TAG ! tag:x\n%TAG ! tag:y\n---\na: b\n",
        "a: \"\\UFFFFFFFF\"\n",
        "a: \"\\uD800\"\n",
        "a: \"\\xZZ\"\n",
        "a: !<%ZZ> b\n",
        "a: |99\n  b\n",
        "? [[[a]]]: b\n",
    ];

    public static TheoryData<byte[]> Bytes =>
    [
        new byte[4096],
        "container:\n  name: a\0b\n"u8.ToArray(),
        "container: \u0007\n"u8.ToArray(),
        Encoding.Latin1.GetBytes("container: \u00ff\u00fe\n"),
        Encoding.Unicode.GetPreamble().Concat(Encoding.Unicode.GetBytes("container: {}\n")).ToArray(),
        "container: \"\u0085\u009f\"x\n"u8.ToArray(),
    ];

    [Theory]
    [MemberData(nameof(Files))]
    public void Read_WrongShape_IsAFindingWithRawError(string content) => AssertDamaged(Encoding.UTF8.GetBytes(content));

    [Theory]
    [MemberData(nameof(Bytes))]
    public void Read_BytesThatAreNoText_IsAFindingWithRawError(byte[] content) => AssertDamaged(content);

    [Theory]
    [InlineData("")]
    [InlineData(" \n\n\t\n")]
    [InlineData("# a comment\n")]
    [InlineData("---\n")]
    [InlineData("~\n")]
    public void Read_NothingInside_IsEmpty(string content) =>
        Assert.Equal(FindingCode.BackupFileEmpty, Assert.Single(Read(Encoding.UTF8.GetBytes(content)).Findings).Code);

    [Fact(Timeout = 60_000)]
    public async Task Read_AliasBomb_IsRefusedAtOnce()
    {
        var bomb = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
        for (var level = 1; level < 30; level++)
        {
            bomb.Append($"a{level}: &a{level} [{string.Join(", ", Enumerable.Repeat($"*a{level - 1}", 10))}]\n");
        }

        await Task.Run(() => AssertDamaged(Encoding.UTF8.GetBytes(bomb.ToString())), TestContext.Current.CancellationToken);
    }

    [Theory(Timeout = 120_000)]
    [InlineData("[", 1_000_000)]
    [InlineData("{a: ", 1_000_000)]
    [InlineData("- ", 1_000_000)]
    [InlineData("? ", 1_000_000)]
    [InlineData("!a ", 1_000_000)]
    [InlineData("&", 1_000_000)]
    [InlineData("a: b\n", 1_000_000)]
    [InlineData("- a\n", 1_000_000)]
    [InlineData("'", 1_000_001)]
    public async Task Read_EndlessNesting_IsRefusedInBoundedTime(string piece, int count) =>
        await Task.Run(() => AssertDamaged(Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat(piece, count)) + "\n")), TestContext.Current.CancellationToken);

    [Fact(Timeout = 120_000)]
    public async Task Read_ManyKeysInOneMap_IsRefused()
    {
        var content = "container:\n  config:\n" + string.Concat(Enumerable.Range(0, 300_000).Select(number => $"    k{number}: v\n"));
        await Task.Run(() => AssertDamaged(Encoding.UTF8.GetBytes(content)), TestContext.Current.CancellationToken);
    }

    [Fact]
    public void Read_MoreThanTheBound_IsNotParsed() => AssertDamaged(new byte[BackupFileReader.MaximumBytes + 1]);

    [Fact(Timeout = 300_000)]
    public async Task Read_RealFileWithAnyByteReplaced_NeverThrows()
    {
        var whole = TestData.OneSnapshot;
        await Task.Run(() =>
        {
            foreach (var replacement in "\n\t {}[]&*!|>'\"%@`#:-?,~\0\u00ff"u8.ToArray())
            {
                for (var position = 0; position < whole.Length; position += 7)
                {
                    var damaged = (byte[])whole.Clone();
                    damaged[position] = replacement;
                    var result = Read(damaged);
                    Assert.True(result.File is not null || !result.Findings.IsEmpty);
                }
            }
        }, TestContext.Current.CancellationToken);
    }

    private static BackupFileResult Read(byte[] content) => BackupFileReader.Read(content, DateTimeOffset.UnixEpoch);

    private static void AssertDamaged(byte[] content)
    {
        var result = Read(content);
        Assert.Null(result.File);
        var finding = Assert.Single(result.Findings);
        Assert.Equal(FindingCode.BackupFileDamaged, finding.Code);
        Assert.False(string.IsNullOrWhiteSpace(finding.Raw));
    }
}
