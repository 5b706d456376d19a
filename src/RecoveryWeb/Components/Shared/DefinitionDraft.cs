using System.Collections.Immutable;
using Recover.Core.Backups;
using Recover.Core.Dependencies;
using Recover.Web.Texts;

namespace Recover.Web.Components.Shared;

/// <summary>A definition as it is typed: settings as KEY=VALUE lines, devices as the same below a line with their name in brackets.</summary>
public sealed record DefinitionDraft
{
    public string Description { get; init; } = "";

    public string? Type { get; init; }

    public string Config { get; init; } = "";

    public string Devices { get; init; } = "";

    public static DefinitionDraft Of(MissingKind kind, Definition definition) => new()
    {
        Description = definition.Description,
        Type = kind == MissingKind.Network ? definition.Type ?? "bridge" : null,
        Config = KeyValueLines.Write(definition.Config),
        Devices = string.Join("\n\n", definition.Devices.Select(device => $"[{device.Key}]\n{KeyValueLines.Write(device.Value)}")),
    };

    /// <summary>The definition, or every line that is wrong.</summary>
    public (Definition Definition, ImmutableArray<string> Errors) Parse()
    {
        var errors = ImmutableArray.CreateBuilder<string>();
        var config = KeyValueLines.Parse(Config);
        errors.AddRange(config.WrongLines.Select(line => Wrong(QuestionsPageTexts.EditConfig, line, QuestionsPageTexts.FormKeyValue)));
        var devices = ParseDevices(errors);
        var definition = new Definition { Description = Description, Type = Type?.Trim(), Config = config.Values, Devices = devices };
        return (definition, errors.ToImmutable());
    }

    private static string Wrong(string area, int line, string form) => Words.Fill(QuestionsPageTexts.LineWrong, area, line, form);

    private ImmutableSortedDictionary<string, ImmutableSortedDictionary<string, string>> ParseDevices(ImmutableArray<string>.Builder errors)
    {
        var devices = ConfigMaps.NoDevices.ToBuilder();
        string? device = null;
        var number = 0;
        foreach (var line in Devices.ReplaceLineEndings("\n").Split('\n'))
        {
            number++;
            if (line.Trim() is ['[', .., ']'] header && header[1..^1].Trim() is { Length: > 0 } name && devices.TryAdd(name, ConfigMaps.Empty))
            {
                device = name;
                continue;
            }

            var parsed = KeyValueLines.Parse(line);
            if (parsed.WrongLines.Length > 0 || (parsed.Values.Count > 0 && device is null))
            {
                errors.Add(Wrong(QuestionsPageTexts.EditDevices, number, QuestionsPageTexts.FormDevice));
            }
            else if (device is not null)
            {
                devices[device] = devices[device].SetItems(parsed.Values);
            }
        }

        return devices.ToImmutable();
    }
}
