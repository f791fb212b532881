using KefuChat.Protocol;
using KefuChat.Shops;
using KefuChat.Storage;
using KefuChat.Storage.Conversations;
using KefuChat.Storage.Customers;
using KefuChat.Storage.Documents;
using KefuChat.Uploads;

namespace KefuChat.Support;

/// <summary>
/// Makes a visitor the customer who has logged in: what the visitor wrote is the customer's from then on, and the sellers
/// are told. Made again, it does what a failure left undone, and moves what has come since.
/// </summary>
internal sealed class VisitorMerge(
    ICustomerDataStore data, IConversationStore conversations, IDocumentStore documents, Blocks blocks, FileStore files, SystemNotes notes, TimeProvider time)
{
    private const int PageConversations = 100;

    private readonly DocumentSet<PendingMerge> _pending = new(documents, "merge");

    /// <summary>Merges; both have proved who they are.</summary>
    /// <returns>How many messages the customer was given, and in which stores.</returns>
    public async Task<(int Messages, IReadOnlyList<long> Stores)> MergeAsync(User visitor, User customer)
    {
        // What keeps the visitor from writing comes first: a failure in between must not open a way around.
        await blocks.CopyAsync(visitor, customer);
        await files.MergeAsync(visitor, customer);

        // Written down before it is done: behind it nobody knows any more whom to tell.
        var id = $"{DocumentIds.Of(customer)}/{DocumentIds.Of(visitor.Uid)}";
        var known = (await _pending.FindAsync(id))?.Value;
        var pending = new PendingMerge(
            [.. (known?.Stores ?? []).Union(await StoresOfAsync(visitor))], known?.BegunAtMs ?? time.GetUtcNow().ToUnixTimeMilliseconds());
        if (pending.Stores.Count == 0)
        {
            return (0, []);
        }

        await _pending.PutAsync(id, pending);
        var messages = await data.MergeAsync(visitor, customer);
        foreach (var storeId in pending.Stores)
        {
            await TellAsync(customer, storeId, SystemNote.Merged(new SystemNotePerson(visitor.Uid, Name: null), pending.BegunAtMs));
        }

        await _pending.DeleteAsync(id);
        return (messages, pending.Stores);
    }

    private async Task<IReadOnlyList<long>> StoresOfAsync(User visitor)
    {
        var stores = new List<long>();
        ConversationsPage page;
        var before = long.MaxValue;
        do
        {
            page = await conversations.ListAsync(new ConversationsRequest(visitor, Party.Customer, before, PageConversations));
            stores.AddRange(page.Conversations.Select(summary => summary.Conversation.StoreId));
            before = page.Conversations.Count > 0 ? page.Conversations[^1].Last.SyncKey : 0;
        }
        while (page.HasMore);

        return stores;
    }

    private async Task TellAsync(User customer, long storeId, SystemNote note)
    {
        var conversation = new Conversation(customer.AppId, customer.Uid, storeId, SellerId: 0);
        if (await conversations.FindAsync(customer, Party.Customer, conversation) is { } summary)
        {
            await notes.TellSellerAsync(summary.Conversation, note);
        }
    }
}
