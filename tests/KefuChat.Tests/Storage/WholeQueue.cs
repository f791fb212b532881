using KefuChat.Protocol;
using KefuChat.Storage;

namespace KefuChat.Tests.Storage;

/// <summary>Reads a user's queue to its end, page after page.</summary>
internal static class WholeQueue
{
    public static async Task<List<StoredMessage>> ReadQueueAsync(this IMessageStore store, User user)
    {
        var queue = new List<StoredMessage>();
        SyncPage page;
        do
        {
            page = await store.SyncAsync(user, queue.Count == 0 ? 0 : queue[^1].SyncKey, int.MaxValue);
            queue.AddRange(page.Messages);
        }
        while (page.HasMore);
        return queue;
    }

    /// <summary>All contents in order; the keys have no gap.</summary>
    public static async Task<List<string>> ReadContentsAsync(this IMessageStore store, User user)
    {
        var queue = await store.ReadQueueAsync(user);
        Assert.Equal(Enumerable.Range(1, queue.Count).Select(key => (long)key), queue.Select(stored => stored.SyncKey));
        return queue.ConvertAll(stored => stored.Message.Text());
    }
}
