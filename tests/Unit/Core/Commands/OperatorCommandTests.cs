using Microsoft.Extensions.Logging.Abstractions;
using Recover.Core.Commands;
using Xunit;

namespace Recover.Tests.Unit.Core.Commands;

public sealed class OperatorCommandTests
{
    private readonly CommandRunner _runner = new(NullLogger<CommandRunner>.Instance, TimeProvider.System);

    [Fact(Timeout = 60_000)]
    public async Task Of_LineWithShellSigns_IsReadByTheShellAndItsOutputGoesToTheFile()
    {
        using var file = new TemporaryFile();

        var result = await _runner.RunAsync(
            OperatorCommand.Of("X='it'\"'\"'s'; echo \"$X done\" && false; exit 3", file.Path, CommandSpec.UsualTimeout), TestContext.Current.CancellationToken);

        Assert.Equal(3, result.ExitCode);
        Assert.Equal("it's done\n", await File.ReadAllTextAsync(file.Path, TestContext.Current.CancellationToken));
        Assert.Equal("", result.Output + result.Errors);
    }

    [Fact(Timeout = 60_000)]
    public async Task Of_LineThatLeavesAProcessInTheBackground_ReturnsWithoutWaitingForIt()
    {
        using var file = new TemporaryFile();

        var result = await _runner.RunAsync(
            OperatorCommand.Of("sleep 600 & echo $!", file.Path, CommandSpec.UsualTimeout), TestContext.Current.CancellationToken);

        var background = int.Parse(await file.UntilWrittenAsync(TestContext.Current.CancellationToken));
        using var left = System.Diagnostics.Process.GetProcessById(background);
        Assert.True(result.Succeeded);
        Assert.False(left.HasExited);
        left.Kill();
    }
}
