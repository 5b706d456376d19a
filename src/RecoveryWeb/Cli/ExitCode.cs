namespace Recover.Web.Cli;

/// <summary>What the program tells scripts.</summary>
internal static class ExitCode
{
    public const int Well = 0;

    /// <summary>Done, with findings that need a person.</summary>
    public const int Findings = 1;

    /// <summary>Refused or wrong usage; nothing was written.</summary>
    public const int Refused = 2;

    /// <summary>Failed and rolled back.</summary>
    public const int Failed = 3;

    /// <summary>A drill says that an instance, a volume, a bucket or a pool would not come back.</summary>
    public const int WouldBeLost = 4;
}
