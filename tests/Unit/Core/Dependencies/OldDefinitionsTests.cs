using System.Collections.Immutable;
using Recover.Core.Backups;
using Recover.Core.Databases;
using Recover.Core.Databases.Candidates;
using Recover.Core.Databases.Raft;
using Recover.Core.Dependencies;
using Recover.Tests.Unit.Core.Scanning;
using Xunit;

namespace Recover.Tests.Unit.Core.Dependencies;

/// <summary>What earlier databases know is proposed first, the newest of them before the others.</summary>
public sealed class OldDefinitionsTests : IDisposable
{
    private readonly LostPool _pool = new();

    public OldDefinitionsTests() => _pool.AddContainer("shop_c1");

    public void Dispose() => _pool.Dispose();

    [Fact]
    public async Task Analyse_ProjectInAnEarlierDatabase_IsProposedFirstWithItsPlaceAndAge()
    {
        var old = Old("global.bak", 9, new ProjectRecord(7, "shop", "The shop", ConfigMaps.Empty.Add("user.owner", "anna")));

        var question = await ProjectAsync(old);

        Assert.Equal([ProposalSource.OldDatabase, ProposalSource.Deduced], question.Proposals.Select(proposal => proposal.Source));
        Assert.Equal(CandidateTexts.OldDatabase(old), question.Proposals[0].Detail);
        Assert.Equal(("The shop", "anna"), (question.Proposals[0].Definition!.Description, question.Proposals[0].Definition!.Config["user.owner"]));
    }

    [Fact]
    public async Task Analyse_TwoEarlierDatabasesThatSayTheSame_AreOneProposal()
    {
        var record = new ProjectRecord(7, "shop", "", ConfigMaps.Empty.Add("user.owner", "anna"));

        var question = await ProjectAsync(Old("global", 9, record), Old("global.bak", 3, record));

        Assert.Single(question.Proposals, proposal => proposal.Source == ProposalSource.OldDatabase);
    }

    [Fact]
    public async Task Analyse_TwoEarlierDatabasesThatDiffer_AreBothProposedTheNewestFirst()
    {
        var question = await ProjectAsync(
            Old("global", 9, new ProjectRecord(7, "shop", "", ConfigMaps.Empty.Add("user.owner", "new"))),
            Old("global.bak", 3, new ProjectRecord(7, "shop", "", ConfigMaps.Empty.Add("user.owner", "old"))));

        Assert.Equal(["new", "old"], question.Proposals.Where(proposal => proposal.Source == ProposalSource.OldDatabase).Select(proposal => proposal.Definition!.Config["user.owner"]));
    }

    [Fact]
    public async Task Analyse_EarlierDatabaseWithoutIt_ProposesNothingOfIt()
    {
        var question = await ProjectAsync(Old("global.bak", 9, new ProjectRecord(7, "other", "", ConfigMaps.Empty)));

        Assert.DoesNotContain(question.Proposals, proposal => proposal.Source == ProposalSource.OldDatabase);
    }

    private async Task<MissingObject> ProjectAsync(params ImmutableArray<OldDatabase> old)
    {
        var inventory = await _pool.ScanAsync();
        var analysis = DependencyAnalyser.Analyse(inventory with { Database = inventory.Database with { Old = old } });
        return analysis.Questions.Single(question => question is { Kind: MissingKind.Project, Name: "shop" });
    }

    private static OldDatabase Old(string directory, int day, ProjectRecord project) => new()
    {
        Directory = directory,
        Source = CandidateSource.Raft,
        WrittenAt = new DateTimeOffset(2026, 11, day, 0, 0, 0, TimeSpan.Zero),
        Contents = DatabaseContents.Nothing with { Projects = [project] },
    };
}
