namespace Recover.Tests.E2E.Lab;

/// <summary>How a program ended.</summary>
internal sealed record LabCommandResult(string Command, int ExitCode, string Output, string Errors)
{
    public override string ToString() => $"{Command}\nexit {ExitCode}\n{Output}\n{Errors}";
}
