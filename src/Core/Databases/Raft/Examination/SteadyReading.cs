using Recover.Core.Databases.Raft.Layout;

namespace Recover.Core.Databases.Raft.Examination;

/// <summary>Reads a directory again when its daemon changed it meanwhile: one that runs closes a segment now and then, and writes to the open one.</summary>
internal static class SteadyReading
{
    private const int MostTries = 5;

    /// <summary>What the reading gave once nothing changed under it.</summary>
    /// <param name="read">Reads everything from the beginning and leaves nothing behind when it throws; told whether it is the last time.</param>
    /// <exception cref="FileChangedException">It changed each time.</exception>
    public static T Of<T>(Func<bool, T> read)
    {
        for (var tries = 1; ; tries++)
        {
            try
            {
                return read(tries == MostTries);
            }
            catch (FileChangedException) when (tries < MostTries)
            {
                // The next one begins with a new listing.
            }
        }
    }
}
