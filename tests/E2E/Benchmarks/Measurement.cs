using System.Diagnostics;
using System.Globalization;

namespace Recover.Tests.E2E.Benchmarks;

/// <summary>Several times of the same thing.</summary>
internal sealed class Measurement(string name)
{
    private readonly List<TimeSpan> _times = [];

    public string Name { get; } = name;

    public TimeSpan Median => _times.Order().ElementAt(_times.Count / 2);

    /// <summary>Measures once more and hands the result on.</summary>
    public async Task<T> TakeAsync<T>(Func<Task<T>> work)
    {
        var started = Stopwatch.GetTimestamp();
        var result = await work();
        _times.Add(Stopwatch.GetElapsedTime(started));
        return result;
    }

    public override string ToString() =>
        $"| {Name} | {Seconds(Median)} | {string.Join(", ", _times.Select(Seconds))} |";

    public static string Seconds(TimeSpan time) => time.TotalSeconds.ToString("0.00 s", CultureInfo.InvariantCulture);
}
