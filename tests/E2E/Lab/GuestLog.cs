namespace Recover.Tests.E2E.Lab;

/// <summary>What a guest's kernel said, what was run in it and how long that took: a file that stays with the results of the tests.</summary>
internal sealed class GuestLog
{
    private readonly Lock _lock = new();
    private readonly string _file;

    public GuestLog(string name)
    {
        _file = Path.Combine(Directory.CreateDirectory(LabPrograms.GuestLogs).FullName, name + ".log");
        Write($"--- {DateTime.UtcNow:u}");
    }

    public void Write(string line)
    {
        lock (_lock)
        {
            File.AppendAllText(_file, line + "\n");
        }
    }

    /// <summary>How a command ended; what it printed as errors only when it failed.</summary>
    public void Write(LabCommandResult ended, TimeSpan elapsed) => Write(
        $"{elapsed.TotalSeconds,6:0.0} s  exit {ended.ExitCode}  {ended.Command.ReplaceLineEndings("\n             ")}" + (ended.ExitCode == 0 ? "" : $"\n{ended.Output}\n{ended.Errors}"));

    public string Read()
    {
        lock (_lock)
        {
            return File.ReadAllText(_file);
        }
    }
}
