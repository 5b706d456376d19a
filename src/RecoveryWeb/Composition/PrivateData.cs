using Recover.Core.Hosts;
using Recover.Web.Cli;
using Recover.Web.Texts;

namespace Recover.Web.Composition;

/// <summary>Makes Recover's own directory, for its owner only.</summary>
internal static class PrivateData
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    /// <exception cref="VerbRefusedException">It can't be made or written.</exception>
    public static void Create(DataDirectory data)
    {
        try
        {
            if (!Directory.Exists(data.Root))
            {
                Directory.CreateDirectory(data.Root, OwnerOnly);
            }

            var probe = Path.Combine(data.Root, $".probe-{Environment.ProcessId}");
            File.WriteAllBytes(probe, []);
            File.Delete(probe);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new VerbRefusedException(Words.Fill(CliTexts.DataDenied, data.Root, error.Message));
        }
    }
}
