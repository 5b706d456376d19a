using Recover.Core.Databases.Raft.Examination;
using Recover.Core.Databases.Raft.Layout;
using Xunit;

namespace Recover.Tests.Unit.Core.Databases.Raft;

public sealed class SteadyReadingTests
{
    [Fact]
    public void Read_DirectoryThatChangedOnce_IsReadAgain()
    {
        var tries = 0;

        var read = SteadyReading.Of(_ => ++tries == 1 ? throw new FileChangedException("open-1") : tries);

        Assert.Equal(2, read);
    }

    [Fact]
    public void Read_DirectoryThatChangesEachTime_EndsWithWhatChanged()
    {
        var tries = 0;

        var changed = Assert.Throws<FileChangedException>(() => SteadyReading.Of<int>(_ => throw new FileChangedException($"open-{++tries}")));

        Assert.Equal($"open-{tries}", changed.Message);
        Assert.InRange(tries, 2, 10);
    }

    [Fact]
    public void Read_OtherError_IsNotTriedAgain()
    {
        var tries = 0;

        Assert.Throws<IOException>(() => SteadyReading.Of<int>(_ => throw new IOException($"{++tries}")));

        Assert.Equal(1, tries);
    }
}
