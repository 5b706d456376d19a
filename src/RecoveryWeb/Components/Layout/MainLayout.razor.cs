namespace Recover.Web.Components.Layout;

public sealed partial class MainLayout
{
    private bool _dark;

    private static string HostName => Environment.MachineName;
}
