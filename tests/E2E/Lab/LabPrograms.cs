namespace Recover.Tests.E2E.Lab;

/// <summary>Where the programs under test and their tools are; the build script says so by environment variables.</summary>
internal static class LabPrograms
{
    /// <summary>Environment variable with the directory all tests of one call of the build script work in.</summary>
    public const string DirectoryVariable = "RECOVER_TEST_DIR";

    /// <summary>The program under test: the published file, or the build output when the tests are started by hand.</summary>
    public static string Recover { get; } =
        Environment.GetEnvironmentVariable("RECOVER_TEST_PROGRAM") ?? Path.Combine(AppContext.BaseDirectory, "recover");

    /// <summary>Where Debian's package has the daemon.</summary>
    public const string PackagedIncusd = "/usr/libexec/incus/incusd";

    /// <summary>The real Incus daemon.</summary>
    public static string Incusd { get; } = Environment.GetEnvironmentVariable("RECOVER_TEST_INCUSD") ?? PackagedIncusd;

    /// <summary>Root of a Debian 13 with Incus 7.0, as its build script left it.</summary>
    public static string Incus7 { get; } = Environment.GetEnvironmentVariable("RECOVER_TEST_INCUS7") ?? "";

    /// <summary>The browser of the system; Playwright's own is not downloaded.</summary>
    public static string Chromium { get; } = "/usr/bin/chromium";

    /// <summary>The statically linked busybox that the test image is made of.</summary>
    public static string Busybox { get; } = File.Exists("/bin/busybox") ? "/bin/busybox" : "/usr/bin/busybox";

    /// <summary>The storage lab: kernel, root and disk of the guests, as the lab's build script left them.</summary>
    public static string Lab { get; } = Environment.GetEnvironmentVariable("RECOVER_TEST_LAB") ?? "";

    /// <summary>Where the logs of guests are kept.</summary>
    public static string GuestLogs { get; } = Environment.GetEnvironmentVariable("RECOVER_TEST_GUESTS")
        ?? Path.Combine(Environment.GetEnvironmentVariable(DirectoryVariable) ?? Path.GetTempPath(), "guests");

    /// <summary>The repository, found from the test program upwards.</summary>
    public static string Repository { get; } = FindRepository();

    private static string FindRepository()
    {
        for (var directory = new DirectoryInfo(AppContext.BaseDirectory); directory is not null; directory = directory.Parent)
        {
            if (File.Exists(Path.Combine(directory.FullName, "Recover.sln")))
            {
                return directory.FullName;
            }
        }

        throw new DirectoryNotFoundException("The tests do not lie inside the repository.");
    }
}
