using System.Collections.Immutable;
using Recover.Core.Databases;

namespace Recover.Core.Plans;

/// <summary>One run of the <see cref="StatementCompiler"/>: ids and names of what exists and of what is being added.</summary>
internal sealed partial class Compilation
{
    private readonly PlannedRecords _records;
    private readonly DatabaseContents _contents;
    private readonly StatementBatches _batches = new();
    private readonly RowIds _ids;
    private readonly string _node;
    private readonly Dictionary<string, long> _projects;
    private readonly HashSet<(string Project, string Feature)> _features = [];
    private readonly Dictionary<string, (long Id, string Driver)> _pools;
    private readonly Dictionary<(string Project, string Name), long> _profiles;
    private readonly Dictionary<(string Project, string Name), NetworkRecord> _networks;
    private readonly ILookup<(string Pool, Storage.VolumeType Type, string Project, string Name), VolumeRecord> _volumes;
    private readonly HashSet<(string Project, string Name)> _instances;

    public Compilation(PlannedRecords records, DatabaseContents contents)
    {
        _records = records;
        _contents = contents;
        _rows = new Lazy<HashSet<string>>(Rows);
        _ids = new RowIds(contents.HighestIds);
        _node = SqlLiteral.Of(contents.NodeId);
        _projects = contents.Projects.ToDictionary(project => project.Name, project => project.Id, StringComparer.Ordinal);
        _pools = contents.Pools.ToDictionary(pool => pool.Name, pool => (pool.Id, pool.Driver), StringComparer.Ordinal);
        _profiles = contents.Profiles.ToDictionary(profile => (profile.Project, profile.Name), profile => profile.Id);
        _networks = contents.Networks.ToDictionary(network => (network.Project, network.Name));
        _volumes = contents.Volumes.ToLookup(volume => (volume.Pool, volume.Type, volume.Project, volume.Name));
        _instances = [.. contents.Instances.Select(instance => (instance.Project, instance.Name))];
        foreach (var project in contents.Projects.Where(project => project.HasFeature("profiles")))
        {
            _features.Add((project.Name, "profiles"));
        }
    }

    public ImmutableArray<string> Statements()
    {
        Each(_records.Projects, AddProject);
        Each(_records.Pools, AddPool);
        Each(_records.Profiles, AddProfile);
        Each(_records.Networks, AddNetwork);
        Each(_records.Volumes, AddVolume);
        Each(_records.Buckets, AddBucket);
        Each(_records.Instances, AddInstance);
        Each(_records.RootVolumes, AddRootVolume);
        Each(_records.SnapshotRecords, AddSnapshotRecord);
        Each(_records.Kept, AddKept);
        var statements = _batches.Statements().Concat(KeptStatements()).ToImmutableArray();
        return _lastSnapshot is { } last ? statements.Add(RaiseSharedCount(last)) : statements;
    }

    /// <summary>The records that can't be written, each with why; the others are tried all the same.</summary>
    public Dictionary<object, string> Unfit()
    {
        var unfit = new Dictionary<object, string>(ReferenceEqualityComparer.Instance);
        Try(_records.Projects, AddProject);
        Try(_records.Pools, AddPool);
        Try(_records.Profiles, AddProfile);
        Try(_records.Networks, AddNetwork);
        Try(_records.Volumes, AddVolume);
        Try(_records.Buckets, AddBucket);
        Try(_records.Instances, AddInstance);
        Try(_records.RootVolumes, AddRootVolume);
        Try(_records.SnapshotRecords, AddSnapshotRecord);
        Try(_records.Kept, AddKept);
        return unfit;

        void Try<T>(ImmutableArray<T> records, Action<T> add)
            where T : class => Each(records, record =>
            {
                try
                {
                    add(record);
                }
                catch (PlanUnfitException exception)
                {
                    unfit[record] = exception.Message;
                }
            });
    }

    private static void Each<T>(ImmutableArray<T> records, Action<T> add)
    {
        foreach (var record in records)
        {
            add(record);
        }
    }

    private static T Existing<TKey, T>(Dictionary<TKey, T> known, TKey key, string words)
        where TKey : notnull =>
        known.TryGetValue(key, out var value) ? value : throw new PlanUnfitException(PlanTexts.NotThere(words));

    private static void Demand(bool holds, string problem)
    {
        if (!holds)
        {
            throw new PlanUnfitException(problem);
        }
    }

    private long Project(string name) => Existing(_projects, name, name);

    /// <summary>Adds rows of a config table; empty values are not stored, as the daemon does not store them.</summary>
    private void AddConfig(string table, long owner, ImmutableSortedDictionary<string, string> config)
    {
        foreach (var (key, value) in config.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            if (value.Length > 0)
            {
                _batches.Insert(table, SqlLiteral.Of(_ids.Next(table)), SqlLiteral.Of(owner), SqlLiteral.Of(key), SqlLiteral.Of(value));
            }
        }
    }

    /// <summary>Adds rows of a config table whose keys belong either to this member or to all.</summary>
    private void AddMemberConfig(
        string table, long owner, IEnumerable<KeyValuePair<string, string>> config, Func<string, bool> isMemberKey)
    {
        foreach (var (key, value) in config.OrderBy(pair => pair.Key, StringComparer.Ordinal).Where(pair => pair.Value.Length > 0))
        {
            var node = isMemberKey(key) ? _node : "NULL";
            _batches.Insert(table, SqlLiteral.Of(_ids.Next(table)), SqlLiteral.Of(owner), node, SqlLiteral.Of(key), SqlLiteral.Of(value));
        }
    }

    /// <summary>Adds devices with their config; the type stands in both.</summary>
    private void AddDevices(
        string table, long owner, ImmutableSortedDictionary<string, ImmutableSortedDictionary<string, string>> devices)
    {
        foreach (var (name, config) in devices.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            var code = config.TryGetValue("type", out var type) ? IncusCodes.Device(type) : null;
            Demand(code is not null, PlanTexts.DeviceTypeUnknown(name));
            var id = _ids.Next(table);
            _batches.Insert(table, SqlLiteral.Of(id), SqlLiteral.Of(owner), SqlLiteral.Of(name), SqlLiteral.Of(code));
            AddConfig($"{table}_config", id, config);
        }
    }
}
