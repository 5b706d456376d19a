using Recover.Core.Plans;
using Xunit;
using static Recover.Tests.Unit.Core.Plans.PlanScenario;

namespace Recover.Tests.Unit.Core.Plans;

public sealed class PlanFileTests : IDisposable
{
    private readonly PlanScenario _scenario = new();

    private string File => _scenario.PathOf("plan.json");

    public void Dispose() => _scenario.Dispose();

    [Fact]
    public async Task WriteThenRead_GivesAPlanThatStillPassesItsCheck()
    {
        var plan = await BuildAsync();

        await PlanFile.WriteAsync(File, plan, TestContext.Current.CancellationToken);
        var read = await PlanFile.ReadAsync(File, TestContext.Current.CancellationToken);

        Assert.Equal(plan.Statements, read.Statements);
        Assert.Equal(plan.Links, read.Links);
        Assert.Empty(PlanCheck.Problems(read, _scenario.Reading!));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, System.IO.File.GetUnixFileMode(File));
    }

    [Fact]
    public async Task Check_AnyHandOnThePlan_IsNoticed()
    {
        var plan = await BuildAsync();
        var reading = _scenario.Reading!;
        var instance = plan.Create.Instances[0];

        Assert.Equal([PlanTexts.StatementsDiffer], PlanCheck.Problems(plan with { Statements = plan.Statements.Add("DELETE FROM instances") }, reading));
        Assert.Equal([PlanTexts.StatementsDiffer], PlanCheck.Problems(plan with { Statements = plan.Statements.RemoveAt(0) }, reading));
        Assert.Equal(
            [PlanTexts.StatementsDiffer],
            PlanCheck.Problems(plan with { Create = plan.Create with { Instances = [instance with { Description = "other" }] } }, reading));
        Assert.Equal([PlanTexts.LinksDiffer], PlanCheck.Problems(plan with { Links = plan.Links.SetItem(1, plan.Links[1] with { Path = "/etc/passwd" }) }, reading));
        Assert.Equal([PlanTexts.SchemaDiffers(77, 73)], PlanCheck.Problems(plan with { SchemaVersion = 77 }, reading));
    }

    [Fact]
    public async Task Check_OnADatabaseThatMovedOn_IsNoticed()
    {
        var plan = await BuildAsync();
        var contents = _scenario.Reading!.Contents;

        var moved = _scenario.Reading with { Contents = contents with { HighestIds = contents.HighestIds.SetItem("instances", 7) } };

        Assert.Equal([PlanTexts.StatementsDiffer], PlanCheck.Problems(plan, moved));
    }

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("null")]
    [InlineData("[1]")]
    [InlineData("not json")]
    public async Task Read_WhatIsNoPlan_IsRefusedInWords(string text)
    {
        await System.IO.File.WriteAllTextAsync(File, text, TestContext.Current.CancellationToken);

        var exception = await Assert.ThrowsAsync<PlanFileException>(() => PlanFile.ReadAsync(File, TestContext.Current.CancellationToken));

        Assert.Equal(PlanTexts.FileUnreadable, exception.Message);
    }

    [Fact]
    public async Task Read_AnotherFormat_IsRefused()
    {
        await PlanFile.WriteAsync(File, await BuildAsync() with { FormatVersion = 99 }, TestContext.Current.CancellationToken);

        var exception = await Assert.ThrowsAsync<PlanFileException>(() => PlanFile.ReadAsync(File, TestContext.Current.CancellationToken));

        Assert.Equal(PlanTexts.FormatUnknown(99), exception.Message);
    }

    [Fact]
    public async Task Write_OverAnotherFile_ReplacesItAndLeavesNothingBeside()
    {
        await System.IO.File.WriteAllTextAsync(File, "old", TestContext.Current.CancellationToken);

        await PlanFile.WriteAsync(File, await BuildAsync(), TestContext.Current.CancellationToken);

        Assert.Single(Directory.GetFiles(Path.GetDirectoryName(File)!, "plan.json*"));
        Assert.NotEmpty((await PlanFile.ReadAsync(File, TestContext.Current.CancellationToken)).Id);
    }

    private Task<RecoveryPlan> BuildAsync()
    {
        _scenario.Volumes.Add(Instance("c", null, "s"));
        return _scenario.BuildAndRehearseAsync();
    }
}
