using System.Text;
using Recover.Core.Hosts;
using Xunit;

namespace Recover.Tests.Unit.Core.Hosts;

public sealed class ProcessLookTests
{
    private static readonly IncusDirectory Private = new("/srv/incus");

    [Theory]
    [InlineData("/usr/libexec/incus/incusd|--group|root|", true)]
    [InlineData("incusd|", true)]
    [InlineData("/opt/incus/bin/incusd|--group=incus-admin|--syslog|", true)]
    [InlineData("/usr/libexec/incus/incusd|forkproxy|--|1|2|", false)]
    [InlineData("/usr/libexec/incus/incusd|waitready|--timeout=600|", false)]
    [InlineData("nsenter|-t|1|/usr/libexec/incus/incusd|--group|root|", false)]
    [InlineData("/usr/bin/notincusd|", false)]
    [InlineData("[lxc monitor] /srv/incus/containers c1", false)]
    [InlineData("", false)]
    public void IsDaemon_TellsTheDaemonFromItsHelpers(string commandLine, bool daemon) =>
        Assert.Equal(daemon, DaemonProcesses.IsDaemon(Encoding.UTF8.GetBytes(commandLine.Replace('|', '\0'))));

    [Theory]
    [InlineData("HOME=/|INCUS_DIR=/srv/incus|", "/srv/incus", true)]
    [InlineData("INCUS_DIR=/srv/incus/|", "/srv/incus", true)]
    [InlineData("INCUS_DIR=/srv/incus2|", "/srv/incus", false)]
    [InlineData("HOME=/|", "/var/lib/incus", true)]
    [InlineData("HOME=/|", "/srv/incus", false)]
    [InlineData("", "/srv/incus", true)]
    public void Serves_TellsWhoseDaemonItIs(string environment, string directory, bool serves) =>
        Assert.Equal(serves, DaemonProcesses.Serves(Encoding.UTF8.GetBytes(environment.Replace('|', '\0')), new IncusDirectory(directory)));

    [Theory]
    [InlineData("[lxc monitor] /srv/incus/containers shop_web1\0\0\0", "shop_web1")]
    [InlineData("[lxc monitor] /srv/incus/containers c1", "c1")]
    [InlineData("[lxc monitor] /var/lib/incus/containers c1", null)]
    [InlineData("[lxc monitor] /srv/incus/containers ../../etc", null)]
    [InlineData("[lxc monitor] /srv/incus/containers ", null)]
    [InlineData("/usr/libexec/incus/incusd\0", null)]
    public void StoredName_TellsTheContainerOfAMonitor(string commandLine, string? name) =>
        Assert.Equal(name, RunningContainers.StoredName(Encoding.UTF8.GetBytes(commandLine), Private));

    [Fact]
    public void Of_DirectoryWithoutDaemon_FindsNothing()
    {
        Assert.Empty(DaemonProcesses.Of(new IncusDirectory($"/nonexistent/{Guid.NewGuid()}")));
        Assert.Empty(RunningContainers.Of(new IncusDirectory($"/nonexistent/{Guid.NewGuid()}")));
    }
}
