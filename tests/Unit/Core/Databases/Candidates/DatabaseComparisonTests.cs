using Microsoft.Data.Sqlite;
using Recover.Core.Databases.Candidates;
using Xunit;

namespace Recover.Tests.Unit.Core.Databases.Candidates;

public sealed class DatabaseComparisonTests : IDisposable
{
    private const string Schema = """
        CREATE TABLE nodes (id INTEGER PRIMARY KEY, name TEXT, heartbeat DATETIME);
        CREATE TABLE profiles (id INTEGER PRIMARY KEY, name TEXT, created DATETIME);
        CREATE TABLE profiles_config (id INTEGER PRIMARY KEY, profile_id INTEGER, key TEXT, value TEXT);
        """;

    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public void Compare_WhatADaemonWritesAtItsStart_CountsOnlyExactly()
    {
        var before = Make("before", """
            INSERT INTO nodes VALUES (1, 'none', '2026-01-01');
            INSERT INTO profiles VALUES (1, 'web', 1795000000);
            INSERT INTO profiles_config VALUES (1, 1, 'user.a', '1');
            """);
        var after = Make("after", """
            INSERT INTO nodes VALUES (1, 'none', '2026-02-02');
            INSERT INTO profiles VALUES (1, 'web', '2026-11-18 11:06:40+00:00');
            INSERT INTO profiles_config VALUES (5, 1, 'user.a', '1');
            INSERT INTO profiles_config VALUES (6, 1, 'volatile.x', '1');
            """);

        Assert.NotEmpty(Compare(before, after, ComparisonRules.Exact).Differences);
        var comparison = Compare(before, after, ComparisonRules.AfterAStart);
        Assert.Empty(comparison.Differences);
        Assert.Equal(3, comparison.Matched);
    }

    [Fact]
    public void Compare_ValueChanged_SaysWhichRowAndNoValue()
    {
        var before = Make("before", "INSERT INTO profiles_config VALUES (1, 1, 'user.password', 'secret-old');");
        var after = Make("after", "INSERT INTO profiles_config VALUES (1, 1, 'user.password', 'secret-new');");

        var differences = Compare(before, after, ComparisonRules.AfterAStart).Differences;

        Assert.Equal(2, differences.Length);
        Assert.All(differences, difference => Assert.Contains("user.password", difference, StringComparison.Ordinal));
        Assert.All(differences, difference => Assert.DoesNotContain("secret", difference, StringComparison.Ordinal));
    }

    private static DatabaseComparison Compare(string expected, string found, ComparisonRules rules) =>
        DatabaseComparison.Compare(expected, found, rules, TestContext.Current.CancellationToken);

    private string Make(string name, string rows)
    {
        var file = _directory.At($"{name}.sqlite");
        using var connection = new SqliteConnection($"Data Source={file};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = Schema + rows;
        command.ExecuteNonQuery();
        return file;
    }
}
