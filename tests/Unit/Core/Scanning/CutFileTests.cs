using Recover.Core.Findings;
using Xunit;

namespace Recover.Tests.Unit.Core.Scanning;

/// <summary>A file that was cut tells of its cut, not of what would have followed.</summary>
public sealed class CutFileTests : IDisposable
{
    private readonly LostPool _pool = new();

    public void Dispose() => _pool.Dispose();

    [Fact]
    public async Task Scan_FileCutBeforeTheName_NamesNoOtherName()
    {
        _pool.AddContainer("c5");
        _pool.Edit("c5", file => file[..(file.IndexOf("\n  name: c5\n", StringComparison.Ordinal) + 1)]);

        var codes = (await _pool.ScanAsync()).Volumes.Single().Findings.Select(finding => finding.Code).ToArray();

        Assert.Contains(FindingCode.BackupVolumeMissing, codes);
        Assert.DoesNotContain(FindingCode.InstanceNameMismatch, codes);
    }
}
