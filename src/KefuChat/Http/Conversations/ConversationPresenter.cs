using KefuChat.Configuration;
using KefuChat.Http.Callers;
using KefuChat.Protocol;
using KefuChat.Shops;
using KefuChat.Storage.Assignments;
using KefuChat.Storage.Conversations;
using KefuChat.Support;
using Microsoft.Extensions.Options;

namespace KefuChat.Http.Conversations;

/// <summary>Shows conversations to a caller: with names, pictures and who is here, each asked for once a page.</summary>
internal sealed class ConversationPresenter(
    IConversationStore conversations,
    People people,
    Stores stores,
    SellerPresence presence,
    Blocks blocks,
    IOptions<KefuOptions> options,
    TimeProvider time)
{
    /// <summary>A page of a list.</summary>
    public async Task<IReadOnlyList<ConversationView>> ShowAsync(Caller caller, IReadOnlyList<ConversationSummary> summaries)
    {
        var shown = summaries.Select(summary => Shown.Of(caller, summary)).ToArray();
        return await ShowAsync(caller, shown);
    }

    /// <summary>One conversation; it may be one in which nothing is written yet.</summary>
    public async Task<ConversationView> ShowAsync(Caller caller, ConversationScope scope)
    {
        var summary = await conversations.FindAsync(caller.User, scope.Party, scope.Own);
        var shown = summary is null ? Shown.Of(scope) : Shown.Of(caller, summary with { Assignment = scope.Assignment });
        return (await ShowAsync(caller, [shown]))[0];
    }

    /// <summary>The seller a customer was given.</summary>
    public async Task<AssignmentView> ShowAsync(Store store, Assignment assignment)
    {
        var here = await presence.HereAsync(store.Sellers);
        var found = await people.FindAsync([new User(options.Value.AppId, assignment.SellerId)]);
        var now = time.GetUtcNow();
        var hours = new OpeningHours(store.Hours);
        return new AssignmentView(
            new ConversationId(store.Id, assignment.Customer).ToString(),
            found.Values.Single(),
            here.Count > 0,
            here.Contains(assignment.SellerId)
                ? null
                : new OfflineView(
                    store.OfflineMessage.Length > 0 ? store.OfflineMessage : null, hours.IsOpenAt(now), hours.OpensAfter(now), store.Hours));
    }

    private async Task<ConversationView[]> ShowAsync(Caller caller, Shown[] all)
    {
        var users = all.Select(shown => shown.Customer)
            .Concat(all.Where(shown => shown.SellerId > 0).Select(shown => Seller(shown.SellerId)))
            .Distinct()
            .ToArray();
        var found = await people.FindAsync(users);
        long[] storeIds = [.. all.Select(shown => shown.StoreId).Where(id => id > 0).Distinct()];
        var names = storeIds.Zip(await stores.FindAsync(storeIds)).ToDictionary(pair => pair.First, pair => pair.Second?.Name);
        var views = new ConversationView[all.Length];
        for (var i = 0; i < all.Length; i++)
        {
            var shown = all[i];
            views[i] = new ConversationView(
                new ConversationId(shown.StoreId, shown.Customer).ToString(),
                shown.StoreId,
                names.GetValueOrDefault(shown.StoreId),
                found[shown.Customer],
                shown.SellerId > 0 ? found[Seller(shown.SellerId)] : null,
                shown.IsOpen ? "open" : "closed",
                shown.IsMine,
                shown.Last,
                shown.Unread,
                shown.ReadKey,
                shown.OtherReadKey,
                shown.TransferredBy,
                shown.Note,
                caller.IsSeller ? await BlocksAsync(shown) : null);
        }

        return views;
    }

    private async ValueTask<IReadOnlyList<Block>> BlocksAsync(Shown shown)
    {
        var now = time.GetUtcNow();
        return [.. (await blocks.GetAsync(shown.Customer)).Where(block => block.StoreId == shown.StoreId && !(block.Until <= now))];
    }

    private User Seller(long uid) => new(options.Value.AppId, uid);

    /// <summary>What is known of a conversation before names are.</summary>
    private sealed record Shown(
        long StoreId,
        User Customer,
        long SellerId,
        bool IsOpen,
        bool? IsMine,
        MessageView? Last = null,
        int Unread = 0,
        long ReadKey = 0,
        long OtherReadKey = 0,
        long? TransferredBy = null,
        string? Note = null)
    {
        public static Shown Of(Caller caller, ConversationSummary summary)
        {
            var (conversation, last, assignment) = (summary.Conversation, summary.Last, summary.Assignment);
            return With(
                new Shown(
                    conversation.StoreId,
                    new User(conversation.CustomerAppId, conversation.CustomerId),
                    assignment?.SellerId ?? conversation.SellerId,
                    IsOpen: true,
                    IsMine: null,
                    MessageView.Of(last.Message, last.SyncKey),
                    summary.Unread,
                    summary.ReadKey,
                    summary.OtherReadKey),
                caller.IsSeller ? caller.User.Uid : null,
                assignment);
        }

        public static Shown Of(ConversationScope scope) => With(
            new Shown(
                scope.Own.StoreId,
                new User(scope.Own.CustomerAppId, scope.Own.CustomerId),
                scope.Assignment?.SellerId ?? scope.Own.SellerId,
                IsOpen: true,
                IsMine: null),
            scope.Party == Party.Seller ? scope.Own.SellerId : null,
            scope.Assignment);

        /// <summary>In no store a conversation is always open, and the seller's who takes part in it.</summary>
        private static Shown With(Shown shown, long? sellerId, Assignment? assignment)
        {
            bool? isMine = sellerId is null ? null : assignment is null || assignment.SellerId == sellerId;
            var isHandedOver = isMine == true && assignment is { TransferredBy: > 0 };
            return shown with
            {
                IsOpen = assignment?.IsOpen ?? true,
                IsMine = isMine,
                TransferredBy = isHandedOver ? assignment!.TransferredBy : null,
                Note = isHandedOver && assignment!.Note.Length > 0 ? assignment.Note : null,
            };
        }
    }
}
