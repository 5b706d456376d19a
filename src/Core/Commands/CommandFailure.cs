namespace Recover.Core.Commands;

/// <summary>Why a command did not do its work.</summary>
public enum CommandFailure
{
    /// <summary>The program is not there or may not be run.</summary>
    NotStarted,

    /// <summary>It took longer than its time and was stopped.</summary>
    TimedOut,

    /// <summary>It ended with an exit code other than 0.</summary>
    ExitCode,
}
