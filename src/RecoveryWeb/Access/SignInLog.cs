using Recover.Core.Cases;

namespace Recover.Web.Access;

/// <summary>Tells the event log who came in, who went and who was refused. Thread-safe.</summary>
internal sealed class SignInLog(CaseStore store, TimeProvider time)
{
    /// <summary>Somebody is in. Not before this is on disk.</summary>
    public Task SignedInAsync(string by) => NoteAsync(by, "Event.SignedIn");

    public Task SignedOutAsync(string by) => NoteAsync(by, "Event.SignedOut");

    /// <summary>A wrong code; whose hand it was is not known.</summary>
    public Task RefusedAsync() => NoteAsync(CaseTexts.Get("Own"), "Event.SignInRefused");

    // A browser that goes away must not keep the entry out.
    private Task<CaseEvent> NoteAsync(string by, string key) => store.NoteAsync(new CaseEvent(time.GetUtcNow(), by, CaseTexts.Get(key)), CancellationToken.None);
}
