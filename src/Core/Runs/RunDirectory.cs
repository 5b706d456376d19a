using System.Globalization;
using System.Security.Cryptography;
using System.Text.RegularExpressions;
using Recover.Core.Hosts;

namespace Recover.Core.Runs;

/// <summary>The directory of one run and the places in it. Immutable.</summary>
public sealed partial record RunDirectory
{
    /// <summary>Names the directory of a run; makes nothing.</summary>
    /// <exception cref="ArgumentException">The id is not one that <see cref="NewId"/> gives.</exception>
    public RunDirectory(DataDirectory data, string run)
    {
        if (!IsId(run))
        {
            throw new ArgumentException(run, nameof(run));
        }

        Run = run;
        Root = Path.Combine(data.Runs, run);
    }

    /// <summary>The run's id.</summary>
    public string Run { get; }

    /// <summary>Absolute path.</summary>
    public string Root { get; }

    /// <summary>One JSON object a line, appended only.</summary>
    public string Journal => Path.Combine(Root, "journal.jsonl");

    /// <summary>The plan that the run applies or undoes.</summary>
    public string Plan => Path.Combine(Root, "plan.json");

    /// <summary>What a run that restores a database was asked for.</summary>
    public string Restoration => Path.Combine(Root, "restore.json");

    /// <summary>The state of the database that such a run puts back, as one SQLite file.</summary>
    public string Candidate => Path.Combine(Root, "candidate.sqlite");

    /// <summary>What the run has the daemon take into the global database at its next start, as SQL.</summary>
    public string GlobalPatch => Path.Combine(Root, "patch.global.sql");

    /// <summary>The same for the member's own database; most runs have none.</summary>
    public string LocalPatch => Path.Combine(Root, "patch.local.sql");

    /// <summary>What stood where the plan makes links, noted before the first one is made.</summary>
    public string Links => Path.Combine(Root, "links.json");

    /// <summary>The saved copies.</summary>
    public string Saved => Path.Combine(Root, "saved");

    /// <summary>Names and checksums of the saved copies; exists only when the save is complete.</summary>
    public string Manifest => Path.Combine(Saved, "manifest.json");

    /// <summary>What a roll-back or an undo took out of the way; never deleted.</summary>
    public string Aside => Path.Combine(Root, "aside");

    /// <summary>Private copies of the database; deleted when the run ends.</summary>
    public string Work => Path.Combine(Root, "work");

    /// <summary>Space held back so that a run that filled the disk can still write to its journal.</summary>
    public string Reserve => Path.Combine(Root, "reserve");

    /// <summary>A new id: UTC time and 6 random hex digits.</summary>
    public static string NewId(TimeProvider time) =>
        $"{time.GetUtcNow().ToString("yyyyMMdd-HHmmss", CultureInfo.InvariantCulture)}-{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(3))}";

    /// <summary>True for a name that <see cref="NewId"/> could have given.</summary>
    public static bool IsId(string run) => IdPattern().IsMatch(run);

    [GeneratedRegex(@"\A[0-9]{8}-[0-9]{6}-[0-9a-f]{6}\z", RegexOptions.CultureInvariant)]
    private static partial Regex IdPattern();
}
