using KefuChat.Protocol;
using KefuChat.Storage;
using KefuChat.Storage.Conversations;

namespace KefuChat.Tests.Storage;

/// <summary>
/// What the stores promise, whatever they keep their data in. The suites beside this one hold the promises, one topic
/// each; a backend runs them by deriving a class from each.
/// </summary>
public abstract class StoreContract(StoreBackend backend) : IAsyncLifetime
{
    private Stores? _stores;

    /// <summary>The stores under test; after <see cref="ReopenAsync"/> others at the same place.</summary>
    private protected Stores Stores => _stores ?? throw new InvalidOperationException("the stores are not open");

    /// <summary>The queues.</summary>
    private protected IMessageStore Store => Stores.Messages;

    public async ValueTask InitializeAsync() => _stores = await backend.OpenAsync();

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        if (_stores is { } stores)
        {
            await backend.CloseAsync(stores);
        }

        await backend.DisposeAsync();
    }

    private protected async Task ReopenAsync()
    {
        await backend.CloseAsync(Stores);
        _stores = null;
        _stores = await backend.OpenAsync();
    }

    /// <summary>Saves what must be new, one after the other.</summary>
    private protected async Task<IReadOnlyList<SaveResult>> SaveAsync(params SaveRequest[] requests)
    {
        var results = await Task.WhenAll(requests.Select(Store.SaveAsync)).SoonAsync();
        Assert.All(results, result => Assert.Equal(SaveStatus.Stored, result.Status));
        return results;
    }

    private protected async Task<IReadOnlyList<StoredMessage>> QueueAsync(User user) =>
        await Store.ReadQueueAsync(user);

    /// <summary>A seller's conversations, latest first.</summary>
    private protected async Task<IReadOnlyList<ConversationSummary>> ConversationsAsync(User seller) =>
        (await Stores.Conversations.ListAsync(new ConversationsRequest(seller, Party.Seller, long.MaxValue, 100))).Conversations;

    /// <summary>A queue as its texts, with the keys checked to be 1, 2, 3, ….</summary>
    private protected async Task<IReadOnlyList<string>> TextsAsync(User user)
    {
        var queue = await QueueAsync(user);
        Assert.Equal(Enumerable.Range(1, queue.Count).Select(key => (long)key), queue.Select(entry => entry.SyncKey));
        return queue.Texts();
    }
}
