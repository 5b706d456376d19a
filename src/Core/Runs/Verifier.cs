using System.Collections.Immutable;
using System.Globalization;
using Recover.Core.Backups;
using Recover.Core.Databases;
using Recover.Core.Hosts;
using Recover.Core.Plans;

namespace Recover.Core.Runs;

/// <summary>
/// Compares what Incus shows with a plan: every value of every planned record in the database as it is now, and, where a daemon answers, that it lists the
/// instances, has the pools, and that what ran goes on running. Thread-safe.
/// </summary>
/// <param name="api">The daemon's API; null for the sample host, which has none.</param>
/// <param name="time">Clock for <see cref="Verification.At"/>.</param>
public sealed class Verifier(IIncusApi? api, TimeProvider time)
{
    /// <summary>More differences than this are counted, not listed.</summary>
    public const int MostDifferences = 500;

    private static readonly string[] Dates = ["created", "expires", "last used"];

    /// <summary>Compares.</summary>
    /// <exception cref="DatabaseFileException">The copy of the database can't be read.</exception>
    /// <exception cref="IncusApiException">The daemon does not answer.</exception>
    public async Task<Verification> CompareAsync(RecoveryPlan plan, DatabaseReading database, CancellationToken cancellationToken)
    {
        var (matched, differences) = database.CopyFile is { } copy
            ? await Task.Run(() => CompareRecords(plan, copy, cancellationToken), cancellationToken).ConfigureAwait(false)
            : (0, [RunTexts.Get("Verify.NotRead", database.Findings.FirstOrDefault()?.Message ?? "")]);
        if (api is not null && await api.IsReadyAsync(cancellationToken).ConfigureAwait(false))
        {
            differences.AddRange(await CompareDaemonAsync(api, plan, cancellationToken).ConfigureAwait(false));
        }

        ImmutableArray<string> shown = differences.Count <= MostDifferences
            ? [.. differences]
            : [.. differences.Take(MostDifferences), RunTexts.Get("Verify.More", differences.Count - MostDifferences)];
        return new Verification(matched, shown, time.GetUtcNow());
    }

    private static (int Matched, List<string> Differences) CompareRecords(RecoveryPlan plan, string copy, CancellationToken cancellationToken)
    {
        var planned = PlannedFacts.Of(plan.Create);
        var wrong = new HashSet<string>(StringComparer.Ordinal);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var differences = new List<string>();
        RecordFacts.Read(
            copy,
            (record, field, value) =>
            {
                if (!planned.TryGetValue(record, out var fields))
                {
                    return;
                }

                seen.Add(record);
                var isPlanned = fields.Remove(field, out var expected);
                // Keys that Incus sets for itself are its own affair.
                if (isPlanned ? !Same(field, expected!, value) : value.Length > 0 && !field.StartsWith("config volatile.", StringComparison.Ordinal) && IsOpen(field))
                {
                    wrong.Add(record);
                    differences.Add(Differs(record, field, expected ?? "", value));
                }
            },
            cancellationToken);
        foreach (var (record, fields) in planned)
        {
            if (!seen.Contains(record))
            {
                wrong.Add(record);
                differences.Add(RunTexts.Get("Verify.Missing", record));
                continue;
            }

            foreach (var (field, expected) in fields)
            {
                wrong.Add(record);
                differences.Add(Differs(record, field, expected, ""));
            }
        }

        return (planned.Count - wrong.Count, differences);
    }

    private static string Differs(string record, string field, string expected, string value)
    {
        var key = field[(field.LastIndexOf(' ') + 1)..];
        return RunTexts.Get("Verify.Differs", record, field, SecretKeys.Hide(key, expected), SecretKeys.Hide(key, value));
    }

    private static bool IsOpen(string field) =>
        field.StartsWith("config ", StringComparison.Ordinal) || field.StartsWith("device ", StringComparison.Ordinal);

    private static bool Same(string field, string expected, string value)
    {
        if (expected == value)
        {
            return true;
        }

        if (!Dates.Contains(field) || !IncusTime.TryParse(expected, out var planned))
        {
            return false;
        }

        // db.bin of a stopped daemon has some dates as whole seconds, and NULL for none.
        return value.Length == 0 ? planned == IncusTime.Zero
            : long.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var seconds) ? planned.UnixSeconds == seconds
            : IncusTime.TryParse(value, out var present) && present == planned;
    }

    private static async Task<List<string>> CompareDaemonAsync(IIncusApi api, RecoveryPlan plan, CancellationToken cancellationToken)
    {
        var differences = new List<string>();
        var pools = (await api.GetPoolsAsync(cancellationToken).ConfigureAwait(false)).ToDictionary(pool => pool.Name, StringComparer.Ordinal);
        foreach (var pool in plan.Create.Pools.Select(pool => pool.Name).Union(plan.Create.Instances.Select(instance => instance.Pool), StringComparer.Ordinal))
        {
            if (!pools.TryGetValue(pool, out var shown) || shown.Status != "Created")
            {
                differences.Add(RunTexts.Get("Verify.Pool", pool, shown?.Status ?? ""));
            }
        }

        var instances = (await api.GetInstancesAsync(cancellationToken).ConfigureAwait(false))
            .ToDictionary(instance => (instance.Project, instance.Name), instance => instance.Status);
        foreach (var instance in plan.Create.Instances)
        {
            var status = instances.GetValueOrDefault((instance.Project, instance.Name));
            if (status is null)
            {
                differences.Add(RunTexts.Get("Verify.NotListed", instance.Label));
            }
            else if (instance.Running && status != "Running")
            {
                differences.Add(RunTexts.Get("Verify.NotRunning", instance.Label, status));
            }
        }

        return differences;
    }
}
