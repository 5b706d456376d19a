namespace Recover.Tests.Unit.Core.Commands;

/// <summary>A path for a file that a process of a test writes; removed on dispose.</summary>
internal sealed class TemporaryFile : IDisposable
{
    public string Path { get; } = System.IO.Path.Combine(System.IO.Path.GetTempPath(), $"recover-test-{Guid.NewGuid():N}");

    /// <summary>Waits for the first whole line and returns it.</summary>
    public async Task<string> UntilWrittenAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (File.Exists(Path) && await File.ReadAllTextAsync(Path, cancellationToken) is var text && text.Contains('\n'))
            {
                return text[..text.IndexOf('\n')];
            }

            await Task.Yield();
        }
    }

    public void Dispose() => File.Delete(Path);
}
