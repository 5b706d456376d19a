using System.Diagnostics;

namespace Recover.Tests.E2E.Lab;

/// <summary>The console running inside a guest, with its port forwarded to a browser outside, as an operator does through ssh.</summary>
internal static class GuestConsole
{
    private const string Socket = "/run/recover.sock";

    public static async Task<RecoverConsole> StartAsync(LabGuest guest, GuestRecover recover, CancellationToken cancellationToken)
    {
        guest.Start($"exec socat TCP-LISTEN:8800,fork,reuseaddr UNIX-CONNECT:{Socket}");
        var command = recover.Start($"serve --socket {Socket}", "/run/recover.pid");
        await Wait.UntilAsync(() => File.Exists(command.OutputFile), "the console prints", TimeSpan.FromMinutes(3), cancellationToken);

        // What it prints lies in the shared folder; what follows the file stands for its process.
        var output = Process.Start(LabCommand.StartInfo("tail", ["--lines=+1", "--follow=name", command.OutputFile, command.ErrorFile], null))!;
        return await RecoverConsole.StartAsync(output, new SocketRelay(guest.ConsoleSocket), cancellationToken);
    }
}
