using KefuChat.Protocol;
using KefuChat.Storage.Documents;

namespace KefuChat.Storage.Sharding;

/// <summary>
/// The merges that are under way: until one is done in all shards, a message is a visitor's in some and the customer's in
/// others, and must not be taken for missing.
/// </summary>
internal sealed class PendingMerges(ShardMap shards)
{
    private const int PageMerges = 100;
    private const string Prefix = "merge/";

    private readonly DocumentSet<PendingMerge> _merges = new(shards.First.Documents, "shards");

    /// <summary>One begins, or goes on.</summary>
    public Task AddAsync(User visitor, User customer) => _merges.PutAsync(IdOf(visitor), new PendingMerge(visitor, customer));

    /// <summary>It is done in all shards.</summary>
    public Task RemoveAsync(User visitor) => _merges.DeleteAsync(IdOf(visitor));

    /// <summary>Some of those under way; none only when there are none.</summary>
    public async Task<IReadOnlyList<PendingMerge>> ListAsync() => (await _merges.ListAsync(Prefix, after: "", PageMerges)).Items;

    private static string IdOf(User visitor) => $"{Prefix}{visitor.AppId}/{visitor.Uid}";
}
