using KefuChat.Http.Callers;
using KefuChat.Http.Problems;
using KefuChat.Protocol;
using KefuChat.Storage;
using KefuChat.Storage.Conversations;
using KefuChat.Support;
using Microsoft.AspNetCore.Http.HttpResults;

namespace KefuChat.Http.Conversations;

/// <summary>What was said: the caller's conversations, their history, a search, and how far was read.</summary>
internal static class ConversationEndpoints
{
    private const int DefaultLimit = 20;
    private const int MaxLimit = 100;

    /// <summary>Maps the calls.</summary>
    public static void MapConversations(this IEndpointRouteBuilder api)
    {
        var conversations = api.MapGroup("").RequireCaller(CallerKinds.User).WithTags("Conversations");
        conversations.MapGet("/conversations", ListAsync).WithSummary("List the caller's conversations, latest first");
        conversations.MapGet("/conversations/unread", CountUnreadAsync).WithSummary("How much the caller has not read");
        var one = conversations.MapGroup("/conversations/{id}").ProducesProblem(StatusCodes.Status404NotFound);
        one.MapGet("", GetAsync).WithSummary("One conversation");
        one.MapGet("/messages", HistoryAsync).WithSummary("A page of a conversation's history, in either direction");
        one.MapPut("/read", MarkReadAsync).WithSummary("Say how far the caller has read");
        conversations.MapGet("/messages/search", SearchAsync).WithSummary("Search the caller's own messages");
    }

    /// <summary>The conversation, if the caller may see any of it.</summary>
    public static async Task<ConversationScope> RequireAsync(this ConversationAccess access, Caller caller, ConversationId id) =>
        await access.FindAsync(caller.User, id) ?? throw ProblemException.NotFound("conversation");

    private static async Task<Ok<ConversationPage>> ListAsync(
        Caller caller,
        IConversationStore conversations,
        ConversationPresenter presenter,
        long? before = null,
        int limit = DefaultLimit,
        string? state = null,
        bool unread = false,
        bool mine = false,
        string? customer = null)
    {
        var errors = new Errors();
        errors.Require(limit is >= 1 and <= MaxLimit, "limit", $"is 1 to {MaxLimit}");
        errors.Require(before is null or > 0, "before", "is the 'next' of the page before");
        errors.Require(state is null or "open" or "closed", "state", "is open or closed, or left away for both");
        errors.Require(caller.IsSeller || !mine, "mine", "is for sellers");
        errors.Require(caller.IsSeller || customer is null, "customer", "is for sellers");
        errors.Require(customer is null || CustomerOf(customer) is not null, "customer", "is {appid}.{uid}");
        errors.ThrowIfAny();
        var page = await conversations.ListAsync(new ConversationsRequest(
            caller.User, PartyOf(caller), before ?? long.MaxValue, limit, StateOf(state), unread, mine, CustomerOf(customer)));
        return TypedResults.Ok(new ConversationPage(
            await presenter.ShowAsync(caller, page.Conversations),
            page.HasMore ? page.Conversations[^1].Last.SyncKey : null));
    }

    private static async Task<Ok<UnreadView>> CountUnreadAsync(Caller caller, IConversationStore conversations)
    {
        var count = await conversations.CountUnreadAsync(caller.User, PartyOf(caller));
        return TypedResults.Ok(new UnreadView(count.Conversations, count.Messages));
    }

    private static async Task<Ok<ConversationView>> GetAsync(
        Caller caller, ConversationId id, ConversationAccess access, ConversationPresenter presenter)
    {
        var scope = await access.RequireAsync(caller, id);
        return TypedResults.Ok(await presenter.ShowAsync(caller, scope));
    }

    private static async Task<Ok<MessagePage>> HistoryAsync(
        Caller caller,
        ConversationId id,
        ConversationAccess access,
        IConversationStore conversations,
        long? before = null,
        long? after = null,
        int limit = DefaultLimit)
    {
        var errors = new Errors();
        errors.Require(limit is >= 1 and <= MaxLimit, "limit", $"is 1 to {MaxLimit}");
        errors.Require(before is null || after is null, "after", "is not given together with before");
        errors.Require(before is null or > 0, "before", "is a position");
        errors.Require(after is null or >= 0, "after", "is a position, or 0 for the beginning");
        errors.ThrowIfAny();
        var scope = await access.RequireAsync(caller, id);
        var range = after is { } start ? HistoryRange.After(start, limit) : HistoryRange.Before(before ?? long.MaxValue, limit);
        var page = await conversations.HistoryAsync(scope.Visible, range);
        return TypedResults.Ok(new MessagePage(
            [.. page.Messages.Select(message => MessageView.Of(message.Message, OwnKey(caller, scope, message), message.Position))],
            page.HasMore ? page.Messages[range.IsForward ? ^1 : 0].Position : null));
    }

    private static async Task<Ok<ReadResponse>> MarkReadAsync(
        Caller caller, ConversationId id, ReadRequest request, ConversationAccess access, ReadMarks marks)
    {
        if (!User.IsId(request.SyncKey))
        {
            throw ProblemException.BadField("sync_key", "is required: the key of a message in your queue");
        }

        var scope = await access.RequireAsync(caller, id);
        var position = await marks.RaiseAsync(caller.User, scope.Party, scope.Own, request.SyncKey);
        return TypedResults.Ok(new ReadResponse(position.Key));
    }

    private static async Task<Ok<MessagePage>> SearchAsync(
        Caller caller, IConversationStore conversations, string text, long? before = null, int limit = DefaultLimit)
    {
        const int MaxText = 200;
        var errors = new Errors();
        errors.Require(limit is >= 1 and <= MaxLimit, "limit", $"is 1 to {MaxLimit}");
        errors.Require(before is null or > 0, "before", "is the 'next' of the page before");
        errors.Require(text.Length <= MaxText && text.Any(char.IsLetterOrDigit), "text", $"has a letter or digit, and at most {MaxText} characters");
        errors.ThrowIfAny();
        var page = await conversations.SearchAsync(caller.User, text, before ?? long.MaxValue, limit);
        return TypedResults.Ok(new MessagePage(
            [.. page.Messages.Select(stored => HitOf(stored))],
            page.HasMore ? page.Messages[^1].SyncKey : null));
    }

    private static MessageView HitOf(StoredMessage stored) => MessageView.Of(stored.Message, stored.SyncKey) with
    {
        Conversation = new ConversationId(stored.Message.StoreId, stored.Message.Customer).ToString(),
    };

    private static Party PartyOf(Caller caller) => caller.IsSeller ? Party.Seller : Party.Customer;

    /// <summary>A customer is written as in the ids of conversations.</summary>
    private static User? CustomerOf(string? text) => ConversationId.TryParse($"0.{text}", out var id) ? id.Customer : null;

    private static ConversationState? StateOf(string? state) => state switch
    {
        "open" => ConversationState.Open,
        "closed" => ConversationState.Closed,
        _ => null,
    };

    /// <summary>What another seller exchanged with the customer is in no queue of the caller's.</summary>
    private static long? OwnKey(Caller caller, ConversationScope scope, HistoryMessage message) => scope.Party switch
    {
        Party.Customer => message.Position,
        _ => message.Message.SellerId == caller.User.Uid && message.SellerKey > 0 ? message.SellerKey : null,
    };
}
