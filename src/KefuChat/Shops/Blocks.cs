using KefuChat.Protocol;
using KefuChat.Storage.Documents;

namespace KefuChat.Shops;

/// <summary>
/// Which customers may not write to whom: one document for each customer, and one, the stamp, that is written behind each
/// change of any of them. Most customers write seldom and are not blocked: while the stamp stays, which is asked for all of
/// them together, a message costs no read. Safe to call from any thread; every call throws
/// <see cref="Storage.StorageUnavailableException"/> when it cannot be answered.
/// </summary>
internal sealed class Blocks(IDocumentStore documents, TimeProvider time)
{
    /// <summary>
    /// How long a customer's document is taken for unchanged while the stamp is: so late is seen what a gateway stored that
    /// died, or lost storage, before it could write the stamp.
    /// </summary>
    public static readonly TimeSpan StampedFreshness = TimeSpan.FromMinutes(10);

    private const string Kind = "block";
    private const string StampKind = "block-stamp";
    private const string StampId = "all";

    private readonly DocumentSet<Block[]> _blocks = new(documents, Kind);
    private readonly DocumentSet<object> _stamps = new(documents, StampKind);
    private readonly DocumentCache<User, IReadOnlyList<Block>> _cache =
        new(documents, Kind, DocumentIds.Of, Read, time, StampedFreshness);

    private readonly DocumentCache<string, string> _stamp =
        new(documents, StampKind, id => id, document => document?.Version ?? "never changed", time);

    /// <summary>What holds against a customer, ended or not; from another gateway a moment late.</summary>
    public ValueTask<IReadOnlyList<Block>> GetAsync(User customer)
    {
        var stamp = _stamp.GetAsync(StampId);
        return stamp.IsCompletedSuccessfully ? _cache.GetAsync(customer, stamp.Result) : AwaitAsync(customer, stamp);
    }

    /// <summary>Blocks or mutes a customer, in place of what the same seller, or the store, laid down before.</summary>
    public Task SetAsync(User customer, Block block) =>
        ChangeAsync(customer, blocks => [.. Without(blocks, block.StoreId, block.SellerId), block]);

    /// <summary>Takes a block (seller 0) or a mute back.</summary>
    public Task RemoveAsync(User customer, long storeId, long sellerId) =>
        ChangeAsync(customer, blocks => [.. Without(blocks, storeId, sellerId)]);

    /// <summary>What holds against a visitor holds against the customer who that was.</summary>
    public async Task CopyAsync(User visitor, User customer)
    {
        // Not as remembered here: another gateway may have set one a moment ago.
        foreach (var block in (await _blocks.FindAsync(DocumentIds.Of(visitor)))?.Value ?? [])
        {
            await ChangeAsync(customer, own => [.. Without(own, block.StoreId, block.SellerId), Longer(own, block)]);
        }
    }

    /// <summary>Forgets all that holds against a customer.</summary>
    /// <returns>How many blocks and mutes that were.</returns>
    public async Task<int> EraseAsync(User customer)
    {
        var blocks = await _blocks.FindAsync(DocumentIds.Of(customer));
        await _blocks.DeleteAsync(DocumentIds.Of(customer));
        await StampAsync(customer);
        return blocks?.Value.Length ?? 0;
    }

    private async ValueTask<IReadOnlyList<Block>> AwaitAsync(User customer, ValueTask<string> stamp) =>
        await _cache.GetAsync(customer, await stamp);

    private static IEnumerable<Block> Without(IReadOnlyList<Block> blocks, long storeId, long sellerId) =>
        blocks.Where(block => block.StoreId != storeId || block.SellerId != sellerId);

    private static Block Longer(IReadOnlyList<Block> own, Block block) =>
        own.FirstOrDefault(other => other.StoreId == block.StoreId && other.SellerId == block.SellerId) is { } known
        && (known.Until is null || known.Until >= block.Until)
            ? known
            : block;

    private async Task ChangeAsync(User customer, Func<IReadOnlyList<Block>, Block[]> change)
    {
        var id = DocumentIds.Of(customer);
        string? version;
        do
        {
            var known = await _blocks.FindAsync(id);
            var blocks = change(known?.Value ?? []).Where(block => !(block.Until <= time.GetUtcNow()));
            version = await _blocks.PutAsync(id, [.. blocks], known?.Version ?? "");
        }
        while (version is null);

        await StampAsync(customer);
    }

    private async Task StampAsync(User customer)
    {
        // Here the change holds at once, and whether or not the others can be told.
        _cache.Forget(customer);
        await _stamps.PutAsync(StampId, new object());
    }

    private static Block[] Read(Document? document) =>
        document is null ? [] : DocumentSet<Block[]>.Read(document);
}
