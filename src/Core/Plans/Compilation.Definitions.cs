using Recover.Core.Databases;

namespace Recover.Core.Plans;

internal sealed partial class Compilation
{
    private static bool IsNetworkMemberKey(string key) =>
        key is "bgp.ipv4.nexthop" or "bgp.ipv6.nexthop" or "bridge.external_interfaces" or "parent";

    private void AddProject(PlannedObject project)
    {
        var definition = project.Definition;
        Demand(_projects.ContainsKey(project.Name) == project.Replaces, Exists(project));
        if (!project.Replaces)
        {
            _projects[project.Name] = _ids.Next("projects");
            var id = SqlLiteral.Of(_projects[project.Name]);
            _batches.Insert("projects", id, SqlLiteral.Of(project.Name), SqlLiteral.Of(definition.Description));
        }
        else
        {
            var id = SqlLiteral.Of(_projects[project.Name]);
            _batches.Change($"UPDATE projects SET description = {SqlLiteral.Of(definition.Description)} WHERE id = {id}");
            _batches.Change($"DELETE FROM projects_config WHERE project_id = {id}");
        }

        AddConfig("projects_config", _projects[project.Name], definition.Config);
        _features.Remove((project.Name, "profiles"));
        if (project.Name == "default" || definition.Config.GetValueOrDefault("features.profiles") == "true")
        {
            _features.Add((project.Name, "profiles"));
        }
    }

    private void AddProfile(PlannedObject profile)
    {
        var key = (profile.Project, profile.Name);
        var definition = profile.Definition;
        Demand(_profiles.ContainsKey(key) == profile.Replaces, Exists(profile));
        if (!profile.Replaces)
        {
            var id = _profiles[key] = _ids.Next("profiles");
            _batches.Insert(
                "profiles",
                SqlLiteral.Of(id),
                SqlLiteral.Of(profile.Name),
                SqlLiteral.Of(definition.Description),
                SqlLiteral.Of(Project(profile.Project)));
        }
        else
        {
            var id = SqlLiteral.Of(_profiles[key]);
            _batches.Change($"UPDATE profiles SET description = {SqlLiteral.Of(definition.Description)} WHERE id = {id}");
            _batches.Change($"DELETE FROM profiles_config WHERE profile_id = {id}");
            _batches.Change(
                $"DELETE FROM profiles_devices_config WHERE profile_device_id IN (SELECT id FROM profiles_devices WHERE profile_id = {id})");
            _batches.Change($"DELETE FROM profiles_devices WHERE profile_id = {id}");
        }

        AddConfig("profiles_config", _profiles[key], definition.Config);
        AddDevices("profiles_devices", _profiles[key], definition.Devices);
    }

    private void AddNetwork(PlannedObject network)
    {
        var key = (network.Project, network.Name);
        var definition = network.Definition;
        var type = IncusCodes.Network(definition.Type ?? "bridge");
        Demand(type is not null, PlanTexts.NetworkTypeUnknown(network.Name));
        Demand(_networks.TryGetValue(key, out var existing) == network.Replaces, Exists(network));
        if (existing is not null)
        {
            Demand(existing.Type == type, PlanTexts.NetworkTypeDiffers(network.Name));
            var where = $"WHERE network_id = {SqlLiteral.Of(existing.Id)} AND (node_id IS NULL OR node_id = {_node})";
            _batches.Change(
                $"UPDATE networks SET description = {SqlLiteral.Of(definition.Description)} WHERE id = {SqlLiteral.Of(existing.Id)}");
            _batches.Change($"DELETE FROM networks_config {where}");
            AddMemberConfig("networks_config", existing.Id, definition.Config, IsNetworkMemberKey);
            return;
        }

        var id = _ids.Next("networks");
        _networks[key] = new NetworkRecord(id, network.Project, network.Name, definition.Description, type!.Value, definition.Config);
        _batches.Insert(
            "networks",
            SqlLiteral.Of(id),
            SqlLiteral.Of(Project(network.Project)),
            SqlLiteral.Of(network.Name),
            SqlLiteral.Of(definition.Description),
            "1",
            SqlLiteral.Of(type));
        _batches.Insert("networks_nodes", SqlLiteral.Of(_ids.Next("networks_nodes")), SqlLiteral.Of(id), _node, "1");
        AddMemberConfig("networks_config", id, definition.Config, IsNetworkMemberKey);
    }

    private static string Exists(PlannedObject planned) =>
        planned.Replaces ? PlanTexts.NotThere(planned.Name) : PlanTexts.AlreadyThere(planned.Name);
}
