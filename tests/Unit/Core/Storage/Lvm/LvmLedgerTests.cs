using Recover.Core.Hosts;
using Recover.Core.Storage.Ledger;
using Recover.Core.Storage.Lvm;
using Recover.Tests.Unit.Core.Commands;
using Xunit;

namespace Recover.Tests.Unit.Core.Storage.Lvm;

public sealed class LvmLedgerTests : IDisposable
{
    private readonly TemporaryDirectory _data = new();
    private readonly FakeCommandRunner _commands = new();

    private LookLedger Ledger => new(new DataDirectory(_data.Root), _commands);

    public void Dispose() => _data.Dispose();

    [Fact]
    public async Task MappedDevice_OfAnotherProgram_IsNeverTouched()
    {
        Assert.True(await new MappedDeviceStep("vg0-root").UndoAsync(Ledger));
        Assert.Empty(_commands.Asked);
    }

    [Fact]
    public async Task ScratchDevice_FileOutsideOfOurPlace_IsNeverDeleted()
    {
        var file = _data.Write("precious", "precious");

        Assert.True(await new ScratchDeviceStep("/dev/loop77", file).UndoAsync(Ledger));
        Assert.True(File.Exists(file));
        Assert.Empty(_commands.Asked);
    }

    [Fact]
    public async Task CopiedGroup_OfAnotherName_IsNeverDeactivated()
    {
        Assert.True(await new CopiedGroupStep("vg0", []).UndoAsync(Ledger));
        Assert.Empty(_commands.Asked);
    }

    [Fact]
    public async Task ActiveVolume_NotActive_IsDoneWith()
    {
        Assert.True(await new ActiveVolumeStep("vg0", "containers_x", "vg0-containers_x", []).UndoAsync(Ledger));
        Assert.Empty(_commands.Asked);
    }

    [Fact(Timeout = 60_000)]
    public async Task Steps_WrittenAndReadAgain_AreTheSame()
    {
        var page = Ledger.Open();
        LedgerStep[] steps = [new MappedDeviceStep("recover-a"), new CopiedGroupStep("recover_a", ["/dev/mapper/recover-a"]), new ActiveVolumeStep("g", "v", "g-v", [])];
        foreach (var step in steps)
        {
            await page.DoAsync(step, _ => Task.CompletedTask, TestContext.Current.CancellationToken);
        }

        var read = Assert.Single(LedgerRecord.AllIn(new DataDirectory(_data.Root).Mounts)).Steps;

        Assert.Equal(steps.Select(step => step.ToString()), read.Select(step => step.ToString()));
        Assert.Equal(["/dev/mapper/recover-a"], Assert.IsType<CopiedGroupStep>(read[1]).Devices);
    }
}
