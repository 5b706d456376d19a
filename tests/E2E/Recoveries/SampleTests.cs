using Recover.Tests.E2E.Lab;

namespace Recover.Tests.E2E.Recoveries;

/// <summary>The practice host, as a junior meets it: no root, no Incus, the whole way.</summary>
public sealed class SampleTests
{
    [Fact(Timeout = 300_000)]
    [Trait("group", "sample")]
    public async Task Console_SampleHost_TheWholeWayCanBePractised()
    {
        var cancel = TestContext.Current.CancellationToken;
        using var directory = new LabDirectory();
        await using var console = await PublishedConsole.StartSampleAsync(directory, cancel);
        await using var browser = await BrowserSession.OpenAsync();

        await browser.SignInAsync(console);
        await new ConsoleJourney(browser) { Picture = browser.PictureAsync }.LeadToEndAsync(StartPageTexts.Practice);

        Assert.Empty(browser.Problems);
    }

    [Fact(Timeout = 300_000)]
    [Trait("group", "publish")]
    public async Task PublishedFile_EmptyDirectoryAndEnvironment_ServesEveryAsset()
    {
        var cancel = TestContext.Current.CancellationToken;
        using var directory = new LabDirectory();
        await using var console = await PublishedConsole.StartSampleAsync(directory, cancel);
        await using var browser = await BrowserSession.OpenAsync();

        await browser.SignInAsync(console);
        await new ConsoleJourney(browser).OpenCaseAsync(StartPageTexts.Practice);

        Assert.Empty(browser.Problems);
        Assert.Equal(["recover"], Directory.GetFileSystemEntries(directory.Of("alone")).Select(Path.GetFileName));
    }
}
