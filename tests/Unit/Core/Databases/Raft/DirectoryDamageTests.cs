using System.Buffers.Binary;
using Recover.Core.Databases.Raft;
using Recover.Core.Findings;
using Xunit;

namespace Recover.Tests.Unit.Core.Databases.Raft;

/// <summary>Metadata, the directory as a whole, and what does not belong in it.</summary>
public sealed class DirectoryDamageTests
{
    private const string Metadata = "metadata1";

    [Theory]
    [InlineData(8, DatabaseFindingCode.MetadataVersion, "decode content of metadata1: version is set to zero")]
    [InlineData(0, DatabaseFindingCode.MetadataFormat, "decode content of metadata1: bad format version 0")]
    public async Task Metadata_NumberZeroed_IsRefused(int offset, DatabaseFindingCode code, string text)
    {
        using var directory = new DamagedDirectory(DamagedDirectory.WithoutSnapshot);
        directory.Zero(Metadata, offset, 8);

        var check = await directory.CheckAsync();

        AssertOnly(check, code, DaemonReaction.Refuses, text);
    }

    [Fact]
    public async Task Metadata_TermZero_IsRefusedOnce()
    {
        using var directory = new DamagedDirectory(DamagedDirectory.WithoutSnapshot);
        directory.Zero(Metadata, 16, 8);

        AssertOnly(await directory.CheckAsync(), DatabaseFindingCode.MetadataTerm, DaemonReaction.RefusesOnce, "");
    }

    [Fact]
    public async Task Metadata_Short_IsRefusedOnce()
    {
        using var directory = new DamagedDirectory(DamagedDirectory.WithoutSnapshot);
        directory.Cut(Metadata, 31);

        AssertOnly(await directory.CheckAsync(), DatabaseFindingCode.MetadataShort, DaemonReaction.RefusesOnce, "");
    }

    [Fact]
    public async Task Metadata_Missing_IsRefusedOnce()
    {
        using var directory = new DamagedDirectory(DamagedDirectory.WithoutSnapshot);
        directory.Delete(Metadata);

        AssertOnly(await directory.CheckAsync(), DatabaseFindingCode.MetadataMissing, DaemonReaction.RefusesOnce, "raft_bootstrap(): ");
    }

    [Fact]
    public async Task Metadata_Long_IsRefused()
    {
        using var directory = new DamagedDirectory(DamagedDirectory.WithoutSnapshot);
        directory.Write(Metadata, [.. directory.Read(Metadata), 0]);

        AssertOnly(await directory.CheckAsync(), DatabaseFindingCode.MetadataLong, DaemonReaction.Refuses, "metadata1 has size 33 instead of 32");
    }

    [Fact]
    public async Task Metadata_TwoVersions_TheHigherCounts()
    {
        using var directory = new DamagedDirectory(DamagedDirectory.WithoutSnapshot);
        directory.Copy(Metadata, "metadata2");
        directory.Change("metadata2", bytes => (bytes[8], bytes[16]) = (2, 5));

        var check = await directory.CheckAsync();

        Assert.Equal(DatabaseCheckState.Healthy, check.State);
        Assert.Equal(new RaftMetadata("metadata2", 2, 5, 0), check.Metadata);
    }

    [Fact]
    public async Task Metadata_TermBehindTheLog_IsWorthKnowing()
    {
        using var directory = new DamagedDirectory("killed-mid-write");
        var (first, batches) = (directory.Read(DamagedDirectory.Open), directory.Batches(DamagedDirectory.Open));
        BinaryPrimitives.WriteInt64LittleEndian(first.AsSpan(batches[^2] + 16), 2);
        Checksums.Repair(first, batches[^2], batches[^1]);
        directory.Write(DamagedDirectory.Open, first);

        var check = await directory.CheckAsync();

        Assert.Equal((DatabaseCheckState.Healthy, 2L), (check.State, check.LastTerm));
        Assert.Equal((DatabaseFindingCode.TermAhead, FindingSeverity.Info), (Assert.Single(check.Findings).Code, check.Findings[0].Severity));
    }

    [Fact]
    public async Task Directory_Missing_IsMissing()
    {
        using var directory = new DamagedDirectory(DamagedDirectory.WithoutSnapshot);
        Directory.Delete(directory.At(""), recursive: true);

        var check = await directory.CheckAsync();

        Assert.Equal((DatabaseCheckState.Missing, null), (check.State, check.Source));
        Assert.Equal(DaemonReaction.StartsEmpty, Assert.Single(check.Findings).Reaction);
    }

    [Fact]
    public async Task Directory_Empty_IsMissing()
    {
        using var directory = new DamagedDirectory(DamagedDirectory.WithoutSnapshot);
        directory.DeleteAll(_ => true);

        var check = await directory.CheckAsync();

        Assert.Equal(DatabaseCheckState.Missing, check.State);
        Assert.Equal((DatabaseFindingCode.DirectoryEmpty, DaemonReaction.StartsEmpty), (Assert.Single(check.Findings).Code, check.Findings[0].Reaction));
    }

    [Fact]
    public async Task Directory_OnlyMetadataAndDump_HangsAndTheDumpStandsIn()
    {
        using var directory = new DamagedDirectory(DamagedDirectory.WithoutSnapshot);
        directory.DeleteAll(name => name.StartsWith("0000", StringComparison.Ordinal));

        var check = await directory.CheckAsync();

        Assert.Equal((DatabaseCheckState.Damaged, CandidateSource.Dump, null), (check.State, check.Source, check.LastGoodIndex));
        Assert.Equal(DaemonReaction.Hangs, Assert.Single(check.Findings, finding => finding.Code == DatabaseFindingCode.NoLog).Reaction);
        Assert.Equal(7, check.Tables["profiles"]);
    }

    [Fact]
    public async Task Directory_NothingReadable_IsUnreadable()
    {
        using var directory = new DamagedDirectory(DamagedDirectory.WithoutSnapshot);
        directory.DeleteAll(name => name.StartsWith("0000", StringComparison.Ordinal) || name.StartsWith("db.bin", StringComparison.Ordinal));

        Assert.Equal(DatabaseCheckState.Unreadable, (await directory.CheckAsync()).State);
    }

    [Fact]
    public async Task Directory_NotWritable_IsRefused()
    {
        using var directory = new DamagedDirectory(DamagedDirectory.WithoutSnapshot);
        File.SetUnixFileMode(directory.At(""), UnixFileMode.UserRead | UnixFileMode.UserExecute);
        try
        {
            var check = await directory.CheckAsync();

            Assert.Equal(DaemonReaction.Refuses, Assert.Single(check.Findings, finding => finding.Code == DatabaseFindingCode.DirectoryReadOnly).Reaction);
            Assert.Equal(52, check.LastGoodIndex);
        }
        finally
        {
            File.SetUnixFileMode(directory.At(""), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }

    [Fact]
    public async Task Directory_WhatDoesNotBelong_IsIgnored()
    {
        using var directory = new DamagedDirectory(DamagedDirectory.WithoutSnapshot);
        directory.Write("tmp-snapshot", [1]);
        directory.Write("0000000000000001-0000000000000009.bak", [1]);
        directory.Write("notes.txt", [1]);
        Directory.CreateDirectory(directory.At("old"));

        var check = await directory.CheckAsync();

        Assert.Equal(DatabaseCheckState.Healthy, check.State);
        Assert.Empty(check.Findings);
        Assert.Equal(CheckedFileKind.Temporary, check.Files.Single(file => file.Name == "tmp-snapshot").Kind);
        Assert.All(check.Files.Where(file => file.Kind == CheckedFileKind.Unknown), file => Assert.Equal(CheckedFileState.Ignored, file.State));
    }

    [Fact]
    public async Task Directory_SegmentSetAside_IsAWarning()
    {
        using var directory = new DamagedDirectory(DamagedDirectory.WithoutSnapshot);
        directory.Copy(DamagedDirectory.LastOfShort, $"corrupt-1732305000000000000-{DamagedDirectory.LastOfShort}");

        var finding = Assert.Single((await directory.CheckAsync()).Findings);

        Assert.Equal((DatabaseFindingCode.SetAside, FindingSeverity.Warning), (finding.Code, finding.Severity));
    }

    [Fact]
    public async Task Segment_ThatIsALink_IsNotFollowed()
    {
        using var directory = new DamagedDirectory(DamagedDirectory.WithoutSnapshot);
        directory.Move(DamagedDirectory.LastOfShort, "elsewhere");
        File.CreateSymbolicLink(directory.At(DamagedDirectory.LastOfShort), directory.At("elsewhere"));

        var check = await directory.CheckAsync();

        Assert.Single(check.Findings, finding => finding.Code == DatabaseFindingCode.FileUnreadable);
        Assert.Equal(43, check.LastGoodIndex);
    }

    [Fact]
    public void Texts_EachCodeAndReaction_HasWords()
    {
        Assert.All(Enum.GetValues<DatabaseFindingCode>(), code =>
        {
            Assert.NotEmpty(RaftTexts.Message(code, ["a", "b", "c", "d"]));
            Assert.NotEmpty(RaftTexts.Remedy(code, ["a", "b", "c", "d"]));
            Assert.True(Enum.IsDefined(RaftTexts.Severity(code)));
        });
        Assert.All(Enum.GetValues<DaemonReaction>(), reaction => Assert.Contains("why", RaftTexts.Reaction(reaction, "why"), StringComparison.Ordinal));
    }

    private static void AssertOnly(DatabaseCheck check, DatabaseFindingCode code, DaemonReaction reaction, string text)
    {
        var finding = Assert.Single(check.Findings);
        Assert.Equal((code, reaction, text), (finding.Code, finding.Reaction, finding.DaemonText));
        Assert.Equal((DatabaseCheckState.Damaged, 52L, 7L), (check.State, check.LastGoodIndex, check.Tables["profiles"]));
    }
}
