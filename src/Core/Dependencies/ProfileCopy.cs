using System.Security.Cryptography;
using System.Text;

namespace Recover.Core.Dependencies;

/// <summary>One of the different definitions that backup files hold of a profile. Immutable.</summary>
/// <param name="Definition">The definition.</param>
/// <param name="Files">How many files hold it.</param>
/// <param name="NewestAt">When the newest of them was written, UTC.</param>
internal sealed record ProfileCopy(Definition Definition, int Files, DateTimeOffset NewestAt)
{
    /// <summary>True when nothing is in it.</summary>
    public bool IsEmpty => Definition is { Config.IsEmpty: true, Devices.IsEmpty: true };

    /// <summary>The same for the same content, in this scan and the next.</summary>
    public string Id => $"files-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Text(Definition))))[..12]}";

    /// <summary>The content as one text, for comparing.</summary>
    public static string Text(Definition definition)
    {
        var text = new StringBuilder();
        Add(definition.Description);
        foreach (var (key, value) in definition.Config)
        {
            Add(key);
            Add(value);
        }

        foreach (var (device, config) in definition.Devices)
        {
            text.Append('/');
            Add(device);
            foreach (var (key, value) in config)
            {
                Add(key);
                Add(value);
            }
        }

        return text.ToString();

        void Add(string part) => text.Append(part.Length).Append(':').Append(part);
    }

    /// <summary>True when two definitions do the same; the description is only words.</summary>
    public static bool DoesTheSame(Definition one, Definition other) =>
        Text(one with { Description = "" }) == Text(other with { Description = "" });
}
