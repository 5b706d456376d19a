using System.Net.Sockets;
using Recover.Web.Composition;
using Xunit;

namespace Recover.Tests.Unit.RecoveryWeb.Composition;

public sealed class ConsoleSocketTests : IDisposable
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("recover-socket-");

    private string Path => System.IO.Path.Combine(_directory.FullName, "run", "web.sock");

    public void Dispose() => _directory.Delete(recursive: true);

    [Fact]
    public void Prepare_NothingThere_MakesPrivateDirectory()
    {
        Assert.True(ConsoleSocket.Prepare(Path));

        var mode = File.GetUnixFileMode(System.IO.Path.GetDirectoryName(Path)!);
        Assert.Equal(UnixFileMode.None, mode & (UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute | UnixFileMode.GroupWrite));
    }

    [Fact]
    public void Prepare_SocketOfDeadProcess_IsReplaced()
    {
        ConsoleSocket.Prepare(Path);
        // A listener that ends without removing its file, as a killed process does.
        using (var dead = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified))
        {
            dead.Bind(new UnixDomainSocketEndPoint(Path));
            File.Move(Path, Path + ".kept");
        }

        File.Move(Path + ".kept", Path);

        Assert.True(ConsoleSocket.Prepare(Path));
        Assert.False(System.IO.Path.Exists(Path));
    }

    [Fact]
    public void Prepare_LiveSocketOrOtherFile_IsLeftAlone()
    {
        ConsoleSocket.Prepare(Path);
        using (var live = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified))
        {
            live.Bind(new UnixDomainSocketEndPoint(Path));
            live.Listen();
            Assert.False(ConsoleSocket.Prepare(Path));
        }

        File.Delete(Path);
        File.WriteAllText(Path, "notes");
        Assert.False(ConsoleSocket.Prepare(Path));
        Assert.Equal("notes", File.ReadAllText(Path));
    }
}
