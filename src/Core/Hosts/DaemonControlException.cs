namespace Recover.Core.Hosts;

/// <summary>The daemon did not stop or did not become ready.</summary>
public sealed class DaemonControlException : Exception
{
    /// <summary>Creates it with what was tried and the last lines the daemon or the command wrote.</summary>
    public DaemonControlException(string message, string? command = null, string? output = null, Exception? inner = null)
        : base(message, inner)
    {
        Command = command;
        Output = output;
    }

    /// <summary>The command, as typed; null when the operator was asked.</summary>
    public string? Command { get; }

    /// <summary>Last lines of the command's output or of the daemon's log; null when there were none.</summary>
    public string? Output { get; }
}
