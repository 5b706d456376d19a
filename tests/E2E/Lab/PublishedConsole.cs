using System.Diagnostics;

namespace Recover.Tests.E2E.Lab;

/// <summary>The program copied alone into a directory and started with an environment that only says where temporary files go, as on a host where nothing is installed.</summary>
internal static class PublishedConsole
{
    // Pages show where files were kept: a name as long as an operator's, which no line can be broken in.
    private const string TemporaryFiles = "DirectoryOfAnOperatorWhoseNameHasNoPlaceToBreak";

    /// <summary>Where a program started here leaves what is temporary.</summary>
    public static string TemporaryFilesOf(LabDirectory directory) => directory.Of(TemporaryFiles);

    public static async Task<RecoverConsole> StartSampleAsync(LabDirectory directory, CancellationToken cancellationToken)
    {
        var program = Path.Combine(directory.Make("alone"), "recover");
        File.Copy(LabPrograms.Recover, program);
        var start = LabCommand.StartInfo("env", ["-i", $"TMPDIR={directory.Make(TemporaryFiles)}", program, "serve", "--sample", "--port", "0"], null);
        start.WorkingDirectory = directory.Of("alone");
        return await RecoverConsole.StartAsync(Process.Start(start)!, null, cancellationToken);
    }
}
