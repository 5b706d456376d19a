namespace Recover.Tests.E2E.Lab;

/// <summary>
/// The smallest container image that starts: busybox, an init that waits, and one template that is written when an instance is created, so
/// that a template which runs a second time shows.
/// </summary>
internal static class TinyImage
{
    /// <summary>What the template writes.</summary>
    public const string FromTemplate = "FROM-TEMPLATE";

    private static readonly string[] Applets =
        ["sh", "mkdir", "cat", "ls", "touch", "chown", "chmod", "sleep", "stat", "id", "kill", "echo", "find", "sha256sum", "test", "dd", "sync", "ip", "ln", "mkfifo"];

    /// <summary>Builds it and returns the path of the archive.</summary>
    public static async Task<string> BuildAsync(LabDirectory directory, CancellationToken cancellationToken)
    {
        var root = directory.Make("image");
        foreach (var name in (string[])["bin", "sbin", "etc", "proc", "sys", "dev", "tmp", "root", "run", "srv"])
        {
            directory.Make("image", "rootfs", name);
        }

        directory.Make("image", "templates");
        var rootfs = Path.Combine(root, "rootfs");
        File.Copy(LabPrograms.Busybox, Path.Combine(rootfs, "bin", "busybox"));
        foreach (var applet in Applets)
        {
            File.CreateSymbolicLink(Path.Combine(rootfs, "bin", applet), "busybox");
        }

        await WriteAsync(rootfs, "sbin/init", "#!/bin/sh\ntrap 'exit 0' TERM PWR INT\nwhile true; do sleep 3600 & wait $!; done\n", cancellationToken);
        File.SetUnixFileMode(Path.Combine(rootfs, "sbin/init"), (UnixFileMode)Convert.ToInt32("755", 8));
        await WriteAsync(rootfs, "etc/passwd", "root:x:0:0:root:/root:/bin/sh\nwww:x:33:33:www:/srv:/bin/sh\n", cancellationToken);
        await WriteAsync(rootfs, "etc/group", "root:x:0:\nwww:x:33:\n", cancellationToken);
        await WriteAsync(root, "templates/appconfig.tpl", FromTemplate + " {{ instance.name }}\n", cancellationToken);
        await WriteAsync(root, "metadata.yaml", """
            architecture: x86_64
            creation_date: 1700000000
            properties:
              os: Tiny
              description: Tiny test image
            templates:
              /etc/appconfig:
                when: [create]
                template: appconfig.tpl

            """, cancellationToken);
        var archive = directory.Of("tiny.tar.gz");
        await LabCommand.RunAsync("tar", ["-C", root, "--numeric-owner", "--owner=0", "--group=0", "-czf", archive, "."], cancellationToken: cancellationToken);
        return archive;
    }

    private static Task WriteAsync(string root, string name, string text, CancellationToken cancellationToken) =>
        File.WriteAllTextAsync(Path.Combine(root, name), text, cancellationToken);
}
