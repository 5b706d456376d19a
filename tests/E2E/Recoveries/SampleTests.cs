using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Recover.Core.Cases;
using Recover.Tests.E2E.Lab;

namespace Recover.Tests.E2E.Recoveries;

/// <summary>The practice host, as a junior meets it: no root, no Incus, the whole way.</summary>
public sealed class SampleTests
{
    private static readonly Dictionary<string, string> SpeaksEnglish = new() { ["LC_ALL"] = "C" };

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

        await AssertPaperFitsLaterDownloadsAsync(browser, directory, cancel);
        Assert.Empty(browser.Problems);
    }

    // What is printed on paper must be there to compare with, also for another process of the program, and the log must know it.
    private static async Task AssertPaperFitsLaterDownloadsAsync(BrowserSession browser, LabDirectory directory, CancellationToken cancellationToken)
    {
        await browser.Page.GotoAsync(browser.AddressOf("/cases/1/report"));
        var printed = await browser.Page.Locator("pre").AllTextContentsAsync();
        var later = await browser.Page.APIRequest.GetAsync(browser.AddressOf("/cases/1/report.json"));
        var downloaded = await later.BodyAsync();
        Assert.Contains(Convert.ToHexStringLower(SHA256.HashData(downloaded)), printed);

        var data = Path.GetDirectoryName(Directory.EnumerateFiles(directory.Path, "cases.db", SearchOption.AllDirectories).Single())!;
        var report = await LabCommand.RunAsync(
            LabPrograms.Recover, ["report", "1", "--format", "json", "--data", data], SpeaksEnglish, cancellationToken: cancellationToken);
        Assert.Equal(Encoding.UTF8.GetString(downloaded), report);
        var head = JsonDocument.Parse(report).RootElement.GetProperty("logHead").GetProperty("sha256").GetString()!;
        Assert.Contains(head, printed);
        await LabCommand.RunAsync(LabPrograms.Recover, ["log", "check", "--printed", head, "--data", data], cancellationToken: cancellationToken);
        var log = await LabCommand.RunAsync(LabPrograms.Recover, ["log", "show", "--json", "--data", data], cancellationToken: cancellationToken);
        Assert.Contains(
            JsonDocument.Parse(log).RootElement.EnumerateArray(), entry => entry.GetProperty("what").GetString() == CaseTexts.Get("Event.SignedIn"));
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
