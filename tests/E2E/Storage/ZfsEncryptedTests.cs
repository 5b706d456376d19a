using System.IO.Compression;
using System.Text;
using Microsoft.Data.Sqlite;
using Recover.Tests.E2E.Lab;
using Recover.Tests.E2E.Storage.Backends;

namespace Recover.Tests.E2E.Storage;

[Trait("group", "lab-encrypted")]
public sealed class ZfsEncryptedTests(LostStorage<ZfsEncryptedBackend> lost) : StorageTests<ZfsEncryptedBackend>(lost)
{
    private readonly LostStorage<ZfsEncryptedBackend> _lost = lost;

    [Fact(Timeout = 1_200_000)]
    public async Task Console_KeyTyped_BringsTheHostBackAndKeepsTheKeyNowhere()
    {
        var cancel = TestContext.Current.CancellationToken;
        await using var machine = await _lost.BootAsync("console", cancel);
        await using var console = await GuestConsole.StartAsync(machine.Guest, machine.Recover, cancel);
        await using var browser = await BrowserSession.OpenAsync();

        await browser.SignInAsync(console);
        var journey = new ConsoleJourney(browser) { ZfsKey = ZfsEncryptedBackend.Key, Picture = name => browser.PictureAsync($"encrypted-{name}") };
        await journey.LeadToEndAsync(StartPageTexts.DatabaseLost);
        var report = await machine.Recover.TryAsync("report 1 --format md", cancel);

        Assert.Empty(browser.Problems);
        Assert.Equal(0, report.ExitCode);
        Assert.Equal("", await FilesWithTheKeyAsync(machine.Guest, cancel));
        var kept = await CaseAsync(machine.Guest, cancel);
        Assert.Contains("tank/incus", kept, StringComparison.Ordinal);
        Assert.DoesNotContain(ZfsEncryptedBackend.Key, kept + report, StringComparison.Ordinal);
        await new RecoveredStorage(machine, _lost.Backend).StartsWithItsFilesAsync(cancel);
    }

    // Runs with their plans, journals and saved states, logs, and what the console and all commands printed.
    private static Task<string> FilesWithTheKeyAsync(LabGuest guest, CancellationToken cancellationToken) => guest.RunAsync(
        $"""
        ls /var/lib/recover/runs/*/journal.jsonl > /dev/null || exit 1
        grep -rlaF '{ZfsEncryptedBackend.Key}' /var/lib/recover /var/lib/incus/database /var/log /run /tmp {LabGuest.Shared}/queue/*.output {LabGuest.Shared}/queue/*.errors || true
        """,
        cancellationToken);

    /// <summary>What the case store holds of the case, unpacked.</summary>
    private static async Task<string> CaseAsync(LabGuest guest, CancellationToken cancellationToken)
    {
        await guest.RunAsync($"mkdir {LabGuest.Shared}/case && cp /var/lib/recover/cases.db* {LabGuest.Shared}/case/", cancellationToken);
        await using var connection = new SqliteConnection($"Data Source={Path.Combine(guest.Share, "case", "cases.db")};Pooling=False");
        await connection.OpenAsync(cancellationToken);
        await using var command = connection.CreateCommand();
        command.CommandText = "SELECT host, database, found, chosen, inventory, questions, plan FROM cases";
        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        Assert.True(await row.ReadAsync(cancellationToken));
        var text = new StringBuilder();
        for (var column = 0; column < row.FieldCount; column++)
        {
            using var reader = new StreamReader(new BrotliStream(row.GetStream(column), CompressionMode.Decompress));
            text.AppendLine(await reader.ReadToEndAsync(cancellationToken));
        }

        return text.ToString();
    }
}
