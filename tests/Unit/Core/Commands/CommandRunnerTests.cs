using Microsoft.Extensions.Logging.Abstractions;
using Recover.Core.Commands;
using Xunit;

namespace Recover.Tests.Unit.Core.Commands;

public sealed class CommandRunnerTests
{
    private const int HardLimit = 60_000;
    private readonly CommandRunner _runner = new(NullLogger<CommandRunner>.Instance, TimeProvider.System);

    [Fact(Timeout = HardLimit)]
    public async Task RunAsync_ArgumentsWithShellSigns_ArrivesAsTheyAre()
    {
        var result = await _runner.RunAsync(CommandSpec.Of("printf", "%s|", "a b", "$(id)", "'; rm", ""), TestContext.Current.CancellationToken);

        Assert.Equal("a b|$(id)|'; rm||", result.Output);
        Assert.True(result.Succeeded);
    }

    [Fact(Timeout = HardLimit)]
    public async Task RunAsync_FailingCommand_GivesExitCodeAndBothStreams()
    {
        var result = await _runner.RunAsync(CommandSpec.Of("sh", "-c", "echo out; echo err >&2; exit 7"), TestContext.Current.CancellationToken);

        Assert.Equal((7, "out\n", "err\n"), (result.ExitCode, result.Output, result.Errors));
        var failure = Assert.Throws<CommandFailedException>(result.EnsureSuccess);
        Assert.Equal((CommandFailure.ExitCode, 7), (failure.Failure, failure.ExitCode));
        Assert.Contains("err", failure.Message);
    }

    [Fact(Timeout = HardLimit)]
    public async Task RunAsync_StandardInput_ReachesTheCommand()
    {
        var result = await _runner.RunAsync(CommandSpec.Of("cat") with { StandardInput = "zwölf\n" }, TestContext.Current.CancellationToken);

        Assert.Equal("zwölf\n", result.Output);
    }

    [Fact(Timeout = HardLimit)]
    public async Task RunAsync_WithoutStandardInput_InputIsAtItsEnd()
    {
        var result = await _runner.RunAsync(CommandSpec.Of("cat"), TestContext.Current.CancellationToken);

        Assert.Equal((0, ""), (result.ExitCode, result.Output));
    }

    [Fact(Timeout = HardLimit)]
    public async Task RunAsync_ProgramMissing_SaysNotStarted()
    {
        var failure = await Assert.ThrowsAsync<CommandFailedException>(() =>
            _runner.RunAsync(CommandSpec.Of("/nonexistent/tool"), TestContext.Current.CancellationToken));

        Assert.Equal(CommandFailure.NotStarted, failure.Failure);
        Assert.Contains("/nonexistent/tool", failure.Message);
    }

    [Fact(Timeout = HardLimit)]
    public async Task RunAsync_LongerThanItsTime_IsStoppedAndKeepsWhatWasWritten()
    {
        var command = CommandSpec.Of("sh", "-c", "echo began; exec sleep 600") with { Timeout = TimeSpan.FromMilliseconds(700) };

        var failure = await Assert.ThrowsAsync<CommandFailedException>(() => _runner.RunAsync(command, TestContext.Current.CancellationToken));

        Assert.Equal((CommandFailure.TimedOut, "began\n"), (failure.Failure, failure.Output));
    }

    [Fact(Timeout = HardLimit)]
    public async Task RunAsync_CommandThatWillNotStop_IsMadeToStop()
    {
        var command = CommandSpec.Of("sh", "-c", "trap '' INT TERM; echo $$; while :; do read line </dev/zero; done") with
        {
            Timeout = TimeSpan.FromMilliseconds(500),
        };

        var failure = await Assert.ThrowsAsync<CommandFailedException>(() => _runner.RunAsync(command, TestContext.Current.CancellationToken));

        Assert.Equal(CommandFailure.TimedOut, failure.Failure);
        Assert.False(Directory.Exists($"/proc/{failure.Output.Trim()}"));
    }

    [Fact(Timeout = HardLimit)]
    public async Task RunAsync_Cancelled_StopsTheCommand()
    {
        using var file = new TemporaryFile();
        using var giveUp = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        var running = _runner.RunAsync(CommandSpec.Of("sh", "-c", "echo $$ > \"$1\"; exec sleep 600", "sh", file.Path), giveUp.Token);
        var processId = await file.UntilWrittenAsync(TestContext.Current.CancellationToken);

        await giveUp.CancelAsync();

        await Assert.ThrowsAsync<OperationCanceledException>(() => running);
        Assert.False(Directory.Exists($"/proc/{processId}"));
    }

    [Fact(Timeout = HardLimit)]
    public async Task RunAsync_MoreOutputThanKept_ReadsOnAndKeepsTheBeginning()
    {
        var result = await _runner.RunAsync(CommandSpec.Of("head", "-c", "20000000", "/dev/zero"), TestContext.Current.CancellationToken);

        Assert.Equal((0, CommandRunner.OutputLimit), (result.ExitCode, result.Output.Length));
    }

    [Fact(Timeout = HardLimit)]
    public async Task RunAsync_Secrets_AreRemovedFromEverything()
    {
        var command = CommandSpec.Of("sh", "-c", "echo hunter2; echo hunter2 >&2; exit 1") with { Secrets = ["hunter2"] };

        var result = await _runner.RunAsync(command, TestContext.Current.CancellationToken);

        var failure = Assert.Throws<CommandFailedException>(result.EnsureSuccess);
        string[] texts = [result.Output, result.Errors, failure.Message, result.Command.Display];
        Assert.All(texts, text => Assert.DoesNotContain("hunter2", text));
    }
}
