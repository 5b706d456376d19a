using System.Diagnostics;
using Recover.Core.Storage;
using Xunit;

namespace Recover.Tests.Unit.Core.Storage;

public sealed class SafeFileTests : IDisposable
{
    private readonly TemporaryDirectory _place = new();

    public void Dispose() => _place.Dispose();

    [Fact]
    public void Read_RegularFile_GivesBytesAndTime()
    {
        var changed = new DateTime(2025, 4, 5, 6, 7, 8, DateTimeKind.Utc).AddTicks(1234567);
        File.SetLastWriteTimeUtc(_place.Write("text", "a", "b", "file"), changed);

        var content = SafeFile.Read(_place.Root, "a/b/file", 4);

        Assert.Equal(SafeFileState.Read, content.State);
        Assert.Equal("text"u8.ToArray(), content.Bytes);
        Assert.Equal(new DateTimeOffset(changed), content.ModifiedAt);
        Assert.Null(content.Error);
    }

    [Fact]
    public void Read_LeavesTheAccessTimeAsItWas()
    {
        // Older than a day and than the change, so that an ordinary read would write a new one even on a relatime mount.
        var accessed = new DateTime(2020, 1, 2, 3, 4, 5, DateTimeKind.Utc);
        var file = _place.Write("text", "file");
        File.SetLastAccessTimeUtc(file, accessed);

        SafeFile.Read(_place.Root, "file", 10);

        Assert.Equal(accessed, File.GetLastAccessTimeUtc(file));
    }

    [Fact]
    public void Read_EmptyFile_IsReadAsNothing()
    {
        _place.Write("", "file");

        Assert.Equal((SafeFileState.Read, 0), (SafeFile.Read(_place.Root, "file", 10).State, SafeFile.Read(_place.Root, "file", 10).Bytes.Length));
    }

    [Fact]
    public void Read_LongerThanTheBound_IsTooLarge()
    {
        _place.Write("12345", "file");

        var content = SafeFile.Read(_place.Root, "file", 4);

        Assert.Equal((SafeFileState.TooLarge, 0), (content.State, content.Bytes.Length));
    }

    [Theory]
    [InlineData("nowhere")]
    [InlineData("nowhere/file")]
    public void Read_NothingThere_IsMissing(string path) =>
        Assert.Equal(SafeFileState.Missing, SafeFile.Read(_place.Root, path, 10).State);

    [Fact]
    public void Read_DirectoryItselfMissing_IsMissing() =>
        Assert.Equal(SafeFileState.Missing, SafeFile.Read(_place.At("nowhere"), "file", 10).State);

    [Fact]
    public void Read_LinkAtTheEnd_IsNotFollowed()
    {
        File.CreateSymbolicLink(_place.At("link"), _place.Write("secret", "file"));

        var content = SafeFile.Read(_place.Root, "link", 10);

        Assert.Equal((SafeFileState.Link, 0), (content.State, content.Bytes.Length));
        Assert.Contains("link", content.Error);
    }

    [Fact]
    public void Read_LinkOnTheWay_IsNotFollowed()
    {
        _place.Write("secret", "real", "file");
        Directory.CreateSymbolicLink(_place.At("way"), _place.At("real"));

        Assert.Equal(SafeFileState.Link, SafeFile.Read(_place.Root, "way/file", 10).State);
    }

    [Theory]
    [InlineData("")]
    [InlineData("..")]
    [InlineData("a/../../etc/passwd")]
    [InlineData("/etc/passwd")]
    [InlineData("a//b")]
    [InlineData("a\0b")]
    public void Read_PathThatLeadsElsewhere_IsRefused(string path) =>
        Assert.Equal(SafeFileState.Unreadable, SafeFile.Read(_place.Root, path, 10).State);

    [Fact]
    public void Read_Directory_IsNotARegularFile()
    {
        _place.Folder("folder");
        _place.Write("x", "file");

        Assert.Equal(SafeFileState.NotARegularFile, SafeFile.Read(_place.Root, "folder", 10).State);
        Assert.Equal(SafeFileState.NotARegularFile, SafeFile.Read(_place.Root, "file/below", 10).State);
    }

    [Fact(Timeout = 60_000)]
    public async Task Read_PipeWithoutWriter_DoesNotWait()
    {
        using var maker = Process.Start("mkfifo", _place.At("pipe"));
        await maker.WaitForExitAsync(TestContext.Current.CancellationToken);

        Assert.Equal(SafeFileState.NotARegularFile, SafeFile.Read(_place.Root, "pipe", 10).State);
    }

    [Fact]
    public void Read_DirectoryThatMayOnlyBeSearched_IsPassed()
    {
        _place.Write("text", "closed", "file");
        File.SetUnixFileMode(_place.At("closed"), UnixFileMode.UserExecute);
        try
        {
            Assert.Equal(SafeFileState.Read, SafeFile.Read(_place.Root, "closed/file", 10).State);
        }
        finally
        {
            File.SetUnixFileMode(_place.At("closed"), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }
}
