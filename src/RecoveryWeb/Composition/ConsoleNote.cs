using System.Text.Json;
using Recover.Core.Hosts;
using Recover.Core.Json;

namespace Recover.Web.Composition;

/// <summary>Where the running console listens, for <c>recover login</c> in another process.</summary>
/// <param name="Process">Its process id.</param>
/// <param name="Port">Port to open in the browser.</param>
/// <param name="Socket">Its socket; null when it listens on the port itself.</param>
internal sealed record ConsoleNote(int Process, int Port, string? Socket)
{
    private static string FileIn(DataDirectory data) => Path.Combine(data.Root, "console.json");

    public void Write(DataDirectory data) => File.WriteAllText(FileIn(data), JsonSerializer.Serialize(this, CoreJson.Compact));

    /// <summary>Null when no console runs on this data directory.</summary>
    public static ConsoleNote? Read(DataDirectory data)
    {
        if (!File.Exists(FileIn(data)))
        {
            return null;
        }

        var note = JsonSerializer.Deserialize<ConsoleNote>(File.ReadAllText(FileIn(data)), CoreJson.Compact);
        return note is not null && Path.Exists($"/proc/{note.Process}") ? note : null;
    }
}
