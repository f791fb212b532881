using KefuChat.Storage.Documents;

namespace KefuChat.Shops;

/// <summary>Which sellers take conversations; whoever never said does.</summary>
internal sealed class Availabilities(IDocumentStore documents)
{
    private static readonly Availability Initial = new();

    private readonly DocumentSet<Availability> _set = new(documents, "availability");

    /// <summary>What each of these sellers set, in the order asked.</summary>
    public async ValueTask<IReadOnlyList<Availability>> GetAsync(IReadOnlyList<long> uids) =>
        [.. (await _set.FindAsync([.. uids.Select(DocumentIds.Of)])).Select(found => found?.Value ?? Initial)];

    /// <summary>Sets it for one seller.</summary>
    public Task SetAsync(long uid, Availability availability) => _set.PutAsync(DocumentIds.Of(uid), availability);
}
