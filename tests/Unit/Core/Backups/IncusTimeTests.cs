using System.Text.Json;
using Recover.Core.Backups;
using Recover.Core.Json;
using Xunit;

namespace Recover.Tests.Unit.Core.Backups;

public sealed class IncusTimeTests
{
    [Theory]
    [InlineData("2026-11-22T19:17:41.481833739Z", "2026-11-22 19:17:41.481833739+00:00", "2026-11-22T19:17:41.481833739Z")]
    [InlineData("2026-11-22 19:17:41.481833739+00:00", "2026-11-22 19:17:41.481833739+00:00", "2026-11-22T19:17:41.481833739Z")]
    [InlineData("2026-11-22T19:17:41.500Z", "2026-11-22 19:17:41.5+00:00", "2026-11-22T19:17:41.5Z")]
    [InlineData("2026-11-22T01:17:41+02:30", "2026-11-21 22:47:41+00:00", "2026-11-21T22:47:41Z")]
    [InlineData("0001-01-01T00:00:00Z", "0001-01-01 00:00:00+00:00", "0001-01-01T00:00:00Z")]
    [InlineData("1969-12-31T23:59:59.000000001Z", "1969-12-31 23:59:59.000000001+00:00", "1969-12-31T23:59:59.000000001Z")]
    [InlineData("9999-12-31T23:59:59.999999999Z", "9999-12-31 23:59:59.999999999+00:00", "9999-12-31T23:59:59.999999999Z")]
    public void TryParse_AFormOfIncus_KeepsAllNineDigits(string text, string database, string rfc3339)
    {
        Assert.True(IncusTime.TryParse(text, out var time));
        Assert.Equal(database, time.ToDatabaseText());
        Assert.Equal(rfc3339, time.ToString());
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("2026-11-22")]
    [InlineData("2026-11-22T19:17:41")]
    [InlineData("2026-11-22T19:17:41.Z")]
    [InlineData("2026-11-22T19:17:41.1234567890Z")]
    [InlineData("2026-11-22T19:17:41.12a4Z")]
    [InlineData("2026-13-22T19:17:41Z")]
    [InlineData("2026-11-22X19:17:41Z")]
    [InlineData("2026-11-22T25:17:41Z")]
    [InlineData("2026-11-22T19:17:41+0000")]
    [InlineData("2026-11-22T19:17:41+99:00")]
    [InlineData("0001-01-01T00:00:00+01:00")]
    [InlineData("9999-12-31T23:59:59-01:00")]
    public void TryParse_AnythingElse_IsRefused(string? text) => Assert.False(IncusTime.TryParse(text, out _));

    [Fact]
    public void From_TimeBefore1970WithFraction_IsExact()
    {
        var time = new DateTimeOffset(1960, 2, 3, 4, 5, 6, TimeSpan.Zero).AddTicks(1234567);
        Assert.Equal("1960-02-03T04:05:06.1234567Z", IncusTime.From(time).ToString());
        Assert.Equal(time, IncusTime.From(time).ToDateTimeOffset());
    }

    [Fact]
    public void CompareTo_OneNanosecondLater_IsGreater()
    {
        var earlier = new IncusTime(10, 5);
        var later = new IncusTime(10, 6);
        Assert.True(later > earlier);
        Assert.True(new IncusTime(11, 0) > later);
    }

    [Fact]
    public void Json_RoundTrip_IsRfc3339()
    {
        var time = new IncusTime(1_795_375_061, 481_833_739);
        var json = JsonSerializer.Serialize(time, CoreJson.Compact);
        Assert.Equal($"\"{time}\"", json);
        Assert.Equal(time, JsonSerializer.Deserialize<IncusTime>(json, CoreJson.Compact));
        Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<IncusTime>("\"yesterday\"", CoreJson.Compact));
    }
}
