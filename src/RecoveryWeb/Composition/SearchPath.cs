namespace Recover.Web.Composition;

/// <summary>Where external tools are looked for: a bare environment, as of a rescue shell or a service, may name no place at all.</summary>
internal static class SearchPath
{
    private const string Usual = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

    public static void Ensure()
    {
        if (string.IsNullOrEmpty(Environment.GetEnvironmentVariable("PATH")))
        {
            Environment.SetEnvironmentVariable("PATH", Usual);
        }
    }
}
