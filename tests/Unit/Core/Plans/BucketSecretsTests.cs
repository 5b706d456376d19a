using Recover.Core.Plans;
using Xunit;

namespace Recover.Tests.Unit.Core.Plans;

/// <summary>Secrets come into the statements at the last moment, and a patch with them is still known as the plan's.</summary>
public sealed class BucketSecretsTests
{
    private const string First = "8EGADD59A7T8LA6RS6ND";
    private const string Second = "6YP6VIYVFAR0XXPAWSKT";
    private static readonly string Statements =
        $"INSERT INTO t VALUES\n({SqlLiteral.Of(BucketSecrets.Mark(First))}, 'admin'),\n({SqlLiteral.Of(BucketSecrets.Mark(Second))}, 'read-only');\n";

    private static readonly Dictionary<string, string> Secrets = new(StringComparer.Ordinal) { [First] = "a'b", [Second] = "" };

    [Fact]
    public void Fill_Marks_AreReplacedAndQuoted() =>
        Assert.Equal("INSERT INTO t VALUES\n('a''b', 'admin'),\n('', 'read-only');\n", BucketSecrets.Fill(Statements, Secrets));

    [Fact]
    public void IsFilled_WhateverTheSecrets_IsTheSamePatch()
    {
        Assert.True(BucketSecrets.IsFilled(BucketSecrets.Fill(Statements, Secrets), Statements));
        Assert.True(BucketSecrets.IsFilled(Statements, Statements));
        Assert.True(BucketSecrets.IsFilled("x;\n", "x;\n"));
    }

    [Theory]
    [InlineData("INSERT INTO t VALUES\n('a', 'admin'),\n('b', 'read-only');\nDROP TABLE t;\n")]
    [InlineData("INSERT INTO t VALUES\n('a', 'admin'),\n('b', 'admin');\n")]
    [InlineData("INSERT INTO t VALUES\n('a', 'admin'),\n('b")]
    [InlineData("INSERT INTO t VALUES\n(1, 'admin'),\n('b', 'read-only');\n")]
    [InlineData("")]
    public void IsFilled_AnythingElse_IsOfAnotherHand(string text) => Assert.False(BucketSecrets.IsFilled(text, Statements));
}
