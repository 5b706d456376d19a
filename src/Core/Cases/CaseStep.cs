namespace Recover.Core.Cases;

/// <summary>The steps of the way, in order; each has a URL.</summary>
public enum CaseStep
{
    Situation,
    Host,
    Storage,
    Scan,
    Questions,
    Plan,
    Recover,
    Finished,
}
