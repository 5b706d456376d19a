using System.Text;
using Recover.Core.Hosts;
using Recover.Core.Plans;

namespace Recover.Core.Runs;

/// <summary>
/// The SQL that a run has the daemon apply in one transaction at its next start, after which the daemon deletes it (<c>database/patch.global.sql</c>, and
/// <c>database/patch.local.sql</c> for the member's own database; Incus 6.0 and later). The run keeps it in its directory, where everybody can read it, and knows it again by
/// that; a patch of another hand is never changed, never applied with the run's, and never taken away without a copy.
/// </summary>
/// <param name="incus">Where it goes.</param>
/// <param name="run">The run whose patch it is.</param>
internal sealed class StartupPatch(IncusDirectory incus, RunDirectory run)
{
    // The local one first: when the other is there, everything is.
    private readonly (string Own, string Place)[] _files = [(run.LocalPatch, incus.LocalPatch), (run.GlobalPatch, incus.GlobalPatch)];

    /// <summary>A patch of another hand that lies there; null when there is none.</summary>
    public string? OfAnotherHand => _files.Where(IsThere).Where(file => !IsOwn(file)).Select(file => file.Place).FirstOrDefault();

    /// <summary>True while the daemon has not taken in what lies there for the global database.</summary>
    public bool IsPending => File.Exists(incus.GlobalPatch);

    /// <summary>Keeps the statements of a plan as the run's patch; nothing is written for the daemon yet.</summary>
    public void Keep(RecoveryPlan plan)
    {
        var text = new StringBuilder();
        foreach (var statement in plan.Statements)
        {
            text.Append(statement.AsSpan().TrimEnd().TrimEnd(';')).Append(";\n");
        }

        Keep(text.ToString(), local: null);
    }

    /// <summary>Keeps a text as the run's patch in the place of an earlier one, and another for the member's own database; nothing is written for the daemon yet.</summary>
    public void Keep(string text, string? local)
    {
        File.Delete(run.LocalPatch);
        if (local is not null)
        {
            DurableFile.Write(run.LocalPatch, Encoding.UTF8.GetBytes(local));
        }

        DurableFile.Write(run.GlobalPatch, Encoding.UTF8.GetBytes(text));
    }

    /// <summary>Writes the run's patch for the daemon: whole or not at all, and the same each time.</summary>
    /// <param name="secrets">What takes the place of the marks in it, by access key.</param>
    public void Write(IReadOnlyDictionary<string, string> secrets)
    {
        foreach (var (own, place) in _files.Where(file => File.Exists(file.Own)))
        {
            DurableFile.Write(place, secrets.Count == 0 ? File.ReadAllBytes(own) : Encoding.UTF8.GetBytes(BucketSecrets.Fill(File.ReadAllText(own), secrets)));
        }
    }

    /// <summary>Takes the run's patch away, durably; one of another hand stays.</summary>
    public void RemoveOwn()
    {
        foreach (var file in _files.Where(IsThere).Where(IsOwn))
        {
            Delete(file.Place);
        }
    }

    /// <summary>Takes away what lies there, durably; a patch of another hand is copied first.</summary>
    /// <param name="keeper">The working run, which keeps the copy.</param>
    /// <returns>Words about a patch of another hand; null when there was none.</returns>
    public string? Remove(RunDirectory keeper)
    {
        var words = new List<string>();
        foreach (var file in _files.Where(IsThere))
        {
            if (!IsOwn(file))
            {
                var copy = KeptAside.Keep(keeper, Path.GetFileName(file.Place), File.ReadAllBytes(file.Place));
                words.Add(RunTexts.Get("Patch.KeptAside", copy));
            }

            Delete(file.Place);
        }

        return words.Count == 0 ? null : string.Join('\n', words);
    }

    private static bool IsThere((string Own, string Place) file) => File.Exists(file.Place);

    private static bool IsOwn((string Own, string Place) file)
    {
        var present = new FileInfo(file.Place);
        return File.Exists(file.Own) && present.LinkTarget is null && present.Length <= 2 * new FileInfo(file.Own).Length
            && BucketSecrets.IsFilled(File.ReadAllText(file.Place), File.ReadAllText(file.Own));
    }

    private void Delete(string place)
    {
        File.Delete(place);
        DurableFile.FlushDirectory(incus.Database);
    }
}
