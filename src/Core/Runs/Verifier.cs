using System.Collections.Immutable;
using System.Globalization;
using Recover.Core.Backups;
using Recover.Core.Databases;
using Recover.Core.Databases.Kept;
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

    /// <summary>Compares; the daemon is asked while the database is still being read.</summary>
    /// <exception cref="DatabaseFileException">The copy of the database can't be read.</exception>
    /// <exception cref="IncusApiException">The daemon does not answer.</exception>
    public async Task<Verification> CompareAsync(RecoveryPlan plan, Task<DatabaseReading> database, CancellationToken cancellationToken)
    {
        var asked = CompareDaemonAsync(plan, cancellationToken);
        var compared = Task.Run(() => CompareRecordsAsync(plan, database, cancellationToken), cancellationToken);
        await Task.WhenAll(asked, compared).ConfigureAwait(false);
        var (matched, differences) = await compared.ConfigureAwait(false);
        differences.AddRange(await asked.ConfigureAwait(false));
        ImmutableArray<string> shown = differences.Count <= MostDifferences
            ? [.. differences]
            : [.. differences.Take(MostDifferences), RunTexts.Get("Verify.More", differences.Count - MostDifferences)];
        return new Verification(matched, shown, time.GetUtcNow());
    }

    private static async Task<(int Matched, List<string> Differences)> CompareRecordsAsync(
        RecoveryPlan plan, Task<DatabaseReading> database, CancellationToken cancellationToken)
    {
        var planned = PlannedFacts.Of(plan.Create);
        var reading = await database.ConfigureAwait(false);
        if (reading.CopyFile is not { } copy)
        {
            return (0, [RunTexts.Get("Verify.NotRead", reading.Findings.FirstOrDefault()?.Message ?? "")]);
        }

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

        var lost = KeptRecordCheck.Missing(copy, plan.Create.Kept);
        differences.AddRange(lost.Select(record => RunTexts.Get("Verify.Missing", record.Words)));
        var stayed = RemovedRecordCheck.Present(copy, plan.Remove);
        differences.AddRange(stayed.Select(removal => RunTexts.Get("Verify.Stayed", removal.Label)));
        return (planned.Count - wrong.Count + plan.Create.Kept.Length - lost.Length + plan.Remove.Length - stayed.Length, differences);
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

    private async Task<List<string>> CompareDaemonAsync(RecoveryPlan plan, CancellationToken cancellationToken)
    {
        if (api is null || !await api.IsReadyAsync(cancellationToken).ConfigureAwait(false))
        {
            return [];
        }

        var pools = api.GetPoolsAsync(cancellationToken);
        var instances = CompareInstancesAsync(api, plan, cancellationToken);
        await Task.WhenAll(pools, instances).ConfigureAwait(false);
        return [.. ComparePools(plan, await pools.ConfigureAwait(false)), .. await instances.ConfigureAwait(false)];
    }

    private static IEnumerable<string> ComparePools(RecoveryPlan plan, ImmutableArray<IncusPool> shown)
    {
        var states = shown.ToDictionary(pool => pool.Name, pool => pool.Status, StringComparer.Ordinal);
        return plan.Create.Pools.Select(pool => pool.Name)
            .Union(plan.Create.Instances.Select(instance => instance.Pool), StringComparer.Ordinal)
            .Where(pool => states.GetValueOrDefault(pool) != "Created")
            .Select(pool => RunTexts.Get("Verify.Pool", pool, states.GetValueOrDefault(pool) ?? ""));
    }

    private static async Task<IEnumerable<string>> CompareInstancesAsync(IIncusApi api, RecoveryPlan plan, CancellationToken cancellationToken)
    {
        // The daemon looks at every instance to tell what it does; only instances that ran are worth that.
        var shown = plan.Create.Instances.Any(instance => instance.Running)
            ? (await api.GetInstancesAsync(cancellationToken).ConfigureAwait(false))
                .ToDictionary(instance => (instance.Project, instance.Name), instance => (string?)instance.Status)
            : (await api.GetInstanceNamesAsync(cancellationToken).ConfigureAwait(false)).ToDictionary(instance => instance, _ => (string?)null);
        return plan.Create.Instances
            .Select(instance => !shown.TryGetValue((instance.Project, instance.Name), out var status) ? RunTexts.Get("Verify.NotListed", instance.Label)
                : instance.Running && status != "Running" ? RunTexts.Get("Verify.NotRunning", instance.Label, status ?? "")
                : null)
            .OfType<string>();
    }
}
