using Recover.Core.Dependencies;
using Recover.Core.Plans;
using Xunit;

namespace Recover.Tests.Unit.Core.Plans;

public sealed class ProfileInferenceTests
{
    private const int Hosts = 1000;

    [Fact]
    public void Plan_OfAnyHostWhoseProfilesNobodyTells_GivesEachInstanceExactlyWhatItHad()
    {
        for (var seed = 0; seed < Hosts; seed++)
        {
            var host = new RandomHost(seed);
            var analysis = DependencyAnalyser.Analyse(host.Inventory);
            var answers = BestAnswers.For(analysis.Inventory, analysis.Questions, [], "anna", DateTimeOffset.UnixEpoch);

            var plan = new PlanBuilder(TimeProvider.System, isSamePlace: (first, second) => first == second).Build(analysis.Inventory, analysis.Questions, answers);

            Assert.Empty(plan.NotRecovered);
            Assert.Equal(host.Instances.Length, plan.Create.Instances.Length);
            foreach (var volume in host.Instances)
            {
                var recorded = volume.Backup!.Instance!;
                var (config, devices) = RandomHost.Effective(plan, plan.Create.Instances.Single(instance => instance.Label == volume.Label));
                var expected = (Config: RandomHost.WithoutVolatile(recorded.ExpandedConfig!), Devices: recorded.ExpandedDevices!);
                Assert.True(
                    config.SequenceEqual(expected.Config) && Text(devices) == Text(expected.Devices),
                    $"seed {seed}, {volume.Label}:\n{Text(expected.Config)}\n{Text(expected.Devices)}\nbecame\n{Text(config)}\n{Text(devices)}");
            }
        }
    }

    private static string Text(IEnumerable<KeyValuePair<string, string>> config) => string.Join(' ', config.Select(pair => $"{pair.Key}={pair.Value}"));

    private static string Text(IEnumerable<KeyValuePair<string, System.Collections.Immutable.ImmutableSortedDictionary<string, string>>> devices) =>
        string.Join("; ", devices.Select(device => $"{device.Key}: {Text(device.Value)}"));
}
