using KefuChat.Protocol;
using KefuChat.Storage;

namespace KefuChat.Tests.Storage;

/// <summary>
/// What every message store promises, whatever it keeps its messages in. The suites beside this one hold the promises,
/// one topic each; a backend runs them by deriving a class from each.
/// </summary>
public abstract class MessageStoreContract(MessageStoreBackend backend) : IAsyncLifetime
{
    private IMessageStore? _store;

    /// <summary>The store under test; after <see cref="ReopenAsync"/> another one at the same place.</summary>
    private protected IMessageStore Store => _store ?? throw new InvalidOperationException("the store is not open");

    public async ValueTask InitializeAsync() => _store = await backend.OpenAsync();

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        if (_store is { } store)
        {
            await backend.CloseAsync(store);
        }

        await backend.DisposeAsync();
    }

    private protected async Task ReopenAsync()
    {
        await backend.CloseAsync(Store);
        _store = null;
        _store = await backend.OpenAsync();
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

    /// <summary>A queue as its texts, with the keys checked to be 1, 2, 3, ….</summary>
    private protected async Task<IReadOnlyList<string>> TextsAsync(User user)
    {
        var queue = await QueueAsync(user);
        Assert.Equal(Enumerable.Range(1, queue.Count).Select(key => (long)key), queue.Select(entry => entry.SyncKey));
        return queue.Texts();
    }
}
