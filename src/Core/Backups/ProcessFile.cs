using System.Collections.Immutable;
using YamlDotNet.Core;

namespace Recover.Core.Backups;

/// <summary>
/// The YAML file in which Incus keeps how it started a helper of a network (<c>networks/NAME/dnsmasq.pid</c>): program, arguments, process id.
/// Read as hostile input like a backup file. Thread-safe.
/// </summary>
public static class ProcessFile
{
    /// <summary>Larger files are not read.</summary>
    public const int MaximumBytes = 1024 * 1024;

    private const int MaximumArguments = 1000;

    /// <summary>The arguments of the process; null when the file is not one of its kind.</summary>
    public static ImmutableArray<string>? ReadArguments(ReadOnlyMemory<byte> content)
    {
        if (content.Length > MaximumBytes || YamlText.FindProblem(content.Span) is not null)
        {
            return null;
        }

        try
        {
            using var text = YamlText.Open(content);
            return Parse(new YamlCursor(new ParsedYaml(text)));
        }
        catch (YamlException)
        {
            return null;
        }
    }

    private static ImmutableArray<string>? Parse(YamlCursor cursor)
    {
        ImmutableArray<string>? arguments = null;
        if (cursor.AtEnd || !cursor.EnterMap())
        {
            return null;
        }

        while (cursor.NextKey() is { } key)
        {
            if (key == "args" && cursor.EnterList())
            {
                var list = ImmutableArray.CreateBuilder<string>();
                while (cursor.NextEntry())
                {
                    if (list.Count == MaximumArguments)
                    {
                        return null;
                    }

                    list.Add(cursor.Text());
                }

                arguments = list.ToImmutable();
            }
            else if (key != "args")
            {
                cursor.Skip();
            }
        }

        return arguments;
    }
}
