using System.Text.Json;
using Recover.Core.Commands;
using Recover.Core.Findings;

namespace Recover.Core.Storage.Ceph;

/// <summary>Asks <c>ceph</c> and <c>rbd</c> what there is; nothing here changes anything. Thread-safe.</summary>
internal sealed class CephTools(ICommandRunner commands)
{
    // A cluster that does not answer must not hold up the look at everything else.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);
    private const string Connect = "--connect-timeout=15";

    /// <summary>What stands in the way when a program is not there.</summary>
    public static IEnumerable<Finding> Missing(params IEnumerable<string> programs) =>
        programs.Where(program => ExecutableFinder.Find(program) is null)
            .Select(program => Finding.Of(FindingCode.ToolMissing, program, StorageTexts.ReadingCephPools) with { Severity = FindingSeverity.Error });

    /// <summary>Names of the pools of a cluster.</summary>
    public Task<IReadOnlyList<string>> PoolsAsync(CephAccess access, CancellationToken cancellationToken) =>
        AskAsync(commands, Spec("ceph", [.. access.Options, Connect, "osd", "pool", "ls", "--format=json"]), Names, cancellationToken);

    /// <summary>Number of placement groups of a pool.</summary>
    public Task<int> PlacementGroupsAsync(CephAccess access, string pool, CancellationToken cancellationToken) =>
        AskAsync(
            commands,
            Spec("ceph", [.. access.Options, Connect, "osd", "pool", "get", pool, "pg_num", "--format=json"]),
            root => root.GetProperty("pg_num").GetInt32(),
            cancellationToken);

    /// <summary>Names of the file systems of a cluster.</summary>
    public Task<IReadOnlyList<string>> FileSystemsAsync(CephAccess access, CancellationToken cancellationToken) =>
        AskAsync<IReadOnlyList<string>>(
            commands,
            Spec("ceph", [.. access.Options, Connect, "fs", "ls", "--format=json"]),
            root => [.. root.EnumerateArray().Select(one => one.GetProperty("name").GetString()).OfType<string>()],
            cancellationToken);

    /// <summary>Names of the images of a pool.</summary>
    public Task<IReadOnlyList<string>> NamesAsync(CephAccess access, string pool, CancellationToken cancellationToken) =>
        AskAsync(commands, Spec("rbd", ["ls", .. access.Options, $"--pool={pool}", "--format=json"]), Names, cancellationToken);

    /// <summary>The images of a pool with their sizes and snapshots; one that can't be opened has neither.</summary>
    public async Task<IReadOnlyList<CephImage>> ImagesAsync(CephAccess access, string pool, CancellationToken cancellationToken)
    {
        var names = await NamesAsync(access, pool, cancellationToken).ConfigureAwait(false);
        var result = await commands.RunAsync(
            Spec("rbd", ["ls", "--long", .. access.Options, $"--pool={pool}", "--format=json"]), cancellationToken).ConfigureAwait(false);

        // It goes on behind an image that it can't open, and fails in the end.
        return CephImageList.Join(names, Parse(result, root => CephImageList.Entries(root)));
    }

    /// <summary>When an image and its snapshots were made; null when the cluster does not say.</summary>
    public async Task<CephDates?> DatesAsync(CephAccess access, string pool, CephImage image, CancellationToken cancellationToken)
    {
        try
        {
            var snapshots = image.Snapshots.Count == 0 ? null : (JsonElement?)await AskAsync(
                commands, Spec("rbd", ["snap", "ls", .. access.Options, $"--pool={pool}", $"--image={image.Name}", "--format=json"]), root => root.Clone(), cancellationToken)
                .ConfigureAwait(false);
            return await AskAsync(
                commands,
                Spec("rbd", ["info", .. access.Options, $"--pool={pool}", $"--image={image.Name}", "--format=json"]),
                root => CephDates.Of(root, snapshots, TimeZoneInfo.Local),
                cancellationToken).ConfigureAwait(false);
        }
        catch (CommandFailedException)
        {
            // A date is not worth a volume.
            return null;
        }
    }

    /// <summary>A command with the time that a cluster under load may take.</summary>
    public static CommandSpec Spec(string program, string[] arguments) => CommandSpec.Of(program, arguments) with { Timeout = Patience };

    /// <summary>What the cluster knows of its daemons.</summary>
    public static CommandSpec ServicesOf(CephAccess access) => Spec("ceph", [.. access.Options, Connect, "service", "dump", "--format=json"]);

    /// <summary>Runs a command and reads the JSON that it prints.</summary>
    /// <exception cref="CommandFailedException">It failed, or printed something else.</exception>
    public static async Task<T> AskAsync<T>(ICommandRunner commands, CommandSpec command, Func<JsonElement, T> read, CancellationToken cancellationToken)
    {
        var result = (await commands.RunAsync(command, cancellationToken).ConfigureAwait(false)).EnsureSuccess();
        return Parse(result, read);
    }

    /// <summary>Reads the JSON that a command printed.</summary>
    /// <exception cref="CommandFailedException">It is something else, or was cut.</exception>
    public static T Parse<T>(CommandResult result, Func<JsonElement, T> read)
    {
        try
        {
            using var document = JsonDocument.Parse(result.Output);
            return read(document.RootElement);
        }
        catch (Exception unread) when (unread is JsonException or InvalidOperationException or KeyNotFoundException or FormatException)
        {
            // Also a list that was cut: it must not pass for a whole one.
            throw new CommandFailedException(result.Command, CommandFailure.ExitCode, unread) { ExitCode = result.ExitCode, Errors = result.Errors };
        }
    }

    private static IReadOnlyList<string> Names(JsonElement root) => [.. root.EnumerateArray().Select(name => name.GetString()).OfType<string>()];
}
