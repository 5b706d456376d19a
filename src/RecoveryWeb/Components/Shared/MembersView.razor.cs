using Microsoft.AspNetCore.Components;
using Recover.Core.Databases.Candidates;
using Recover.Web.Texts;

namespace Recover.Web.Components.Shared;

public sealed partial class MembersView
{
    private List<Member>? _others;

    [Parameter, EditorRequired]
    public ExaminedDatabase Database { get; set; } = null!;

    /// <summary>True when the operator says that no other member will be started again with its old database.</summary>
    [Parameter]
    public bool Gone { get; set; }

    [Parameter]
    public EventCallback<bool> GoneChanged { get; set; }

    private (long Term, long Entry)? Own =>
        Database.Check is { LastTerm: { } term, LastGoodIndex: { } entry } ? (term, entry) : null;

    private List<Member> Others => _others ??= [.. Database.Members.Names.Where(name => name != Database.Members.Name).Select(name => new Member(name))];

    /// <summary>Which member counts; empty until every place is filled.</summary>
    private string Newest
    {
        get
        {
            if (Own is not { } own || Others.Any(other => other.Term is null || other.Entry is null))
            {
                return "";
            }

            var name = Database.Members.Name ?? SharedTexts.Unknown;
            var all = Others.Select(other => (other.Name, Place: (Term: other.Term!.Value, Entry: other.Entry!.Value))).Prepend((Name: name, Place: own)).ToList();
            var highest = all.Max(member => member.Place);
            var newest = all.Where(member => member.Place == highest).Select(member => member.Name).ToList();
            return newest is [var only]
                ? only == name ? DatabasePageTexts.MembersNewestHere : Words.Fill(DatabasePageTexts.MembersNewestIs, only)
                : Words.Fill(DatabasePageTexts.MembersNewestSame, string.Join(", ", newest));
        }
    }

    private sealed class Member(string name)
    {
        public string Name { get; } = name;

        public long? Term { get; set; }

        public long? Entry { get; set; }
    }
}
