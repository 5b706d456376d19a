using Recover.Core.Scanning;
using Xunit;

namespace Recover.Tests.Unit.Core.Scanning;

/// <summary>The values were tried on the real daemon with <c>incus config set</c>.</summary>
public sealed class InstanceKeysTests
{
    [Fact]
    public void Names_OfTheList_AreUniqueAndMany()
    {
        var names = InstanceKeys.Names.ToArray();
        Assert.True(names.Length > 100);
        Assert.Equal(names.Length, names.Distinct().Count());
        Assert.All(names, name => Assert.True(InstanceKeys.Find(name, false) is not null || InstanceKeys.Find(name, true) is not null));
    }

    [Theory]
    [InlineData("limits.memory", true)]
    [InlineData("user.anything", true)]
    [InlineData("image.os", true)]
    [InlineData("volatile.eth0.hwaddr", true)]
    [InlineData("volatile.a.b.name", true)]
    [InlineData("volatile.cloud-init.instance-id", true)]
    [InlineData("limits.kernel.nofile", true)]
    [InlineData("userx", false)]
    [InlineData("user.", false)]
    [InlineData("raw.other", false)]
    [InlineData("volatile.eth0.mtu", false)]
    [InlineData("volatile.last_state.other", false)]
    [InlineData("security.secureboot", false)]
    [InlineData("no.such.key", false)]
    public void Find_OfAContainer_KnowsWhatTheDaemonKnows(string key, bool known) =>
        Assert.Equal(known, InstanceKeys.Find(key, isVirtualMachine: false) is not null);

    [Fact]
    public void Find_KeyOfVirtualMachines_IsOnlyTheirs()
    {
        Assert.NotNull(InstanceKeys.Find("security.secureboot", isVirtualMachine: true));
        Assert.Null(InstanceKeys.Find("security.nesting", isVirtualMachine: true));
    }

    [Theory]
    [InlineData("boot.autostart", "oN", true)]
    [InlineData("boot.autostart", "maybe", false)]
    [InlineData("boot.autostart.delay", "+5", true)]
    [InlineData("boot.autostart.delay", " 5", false)]
    [InlineData("boot.autostart.delay", "99999999999999999999", false)]
    [InlineData("limits.memory", "", true)]
    [InlineData("limits.memory", "128", true)]
    [InlineData("limits.memory", "128kB", true)]
    [InlineData("limits.memory", "1EiB", true)]
    [InlineData("limits.memory", "50%", true)]
    [InlineData("limits.memory", "50.5%", false)]
    [InlineData("limits.memory", "lots", false)]
    [InlineData("limits.memory", "128M", false)]
    [InlineData("limits.memory", "1.5GiB", false)]
    [InlineData("limits.memory", "128 MiB", false)]
    [InlineData("limits.memory", "-5", false)]
    [InlineData("limits.memory.swap", "true", true)]
    [InlineData("limits.memory.swap", "50%", false)]
    [InlineData("limits.hugepages.2MB", "5%", false)]
    [InlineData("limits.disk.priority", "10", true)]
    [InlineData("limits.disk.priority", "11", false)]
    [InlineData("limits.memory.enforce", "medium", false)]
    [InlineData("cluster.evacuate", "live-migrate", true)]
    [InlineData("volatile.uuid", "a88cf76a433540fb803d534afdc50adf", true)]
    [InlineData("volatile.uuid", "zz", false)]
    [InlineData("volatile.idmap.base", "x", true)]
    public void Accepts_Value_AsTheDaemonDoes(string key, string value, bool accepted) =>
        Assert.Equal(accepted, InstanceKeys.Find(key, isVirtualMachine: false)!.Accepts(value));
}
