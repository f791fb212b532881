using Grpc.Core;
using KefuChat.Cluster;
using KefuChat.Protocol;
using KefuChat.Storage.Conversations;
using Wire = Kefu.Ims.V1;

namespace KefuChat.Storage.Grpc;

/// <summary>The conversations behind other processes that play <c>ims</c>.</summary>
internal sealed class GrpcConversationStore(IImsCalls calls) : IConversationStore
{
    /// <inheritdoc/>
    public async ValueTask<HistoryPage> HistoryAsync(Conversation conversation, HistoryRange range)
    {
        var request = new Wire.HistoryRequest
        {
            Conversation = conversation.ToWire(),
            Position = range.Position,
            IsForward = range.IsForward,
            Limit = range.Limit,
        };
        var customer = new User(conversation.CustomerAppId, conversation.CustomerId);
        var page = await calls.AskAsync(customer, (node, options) => Client(node).HistoryAsync(request, options));
        return new HistoryPage([.. page.Messages.Select(ConversationMapping.FromWire)], page.HasMore);
    }

    /// <inheritdoc/>
    public async ValueTask<ConversationsPage> ListAsync(ConversationsRequest request)
    {
        var wire = new Wire.ListConversationsRequest
        {
            User = request.User.ToWire(),
            Party = request.Party.ToWire(),
            BeforeKey = request.BeforeKey,
            Limit = request.Limit,
            State = request.State.ToWire(),
            IsUnread = request.IsUnread,
            IsMine = request.IsMine,
            Customer = request.Customer?.ToWire(),
        };
        var page = await calls.AskAsync(request.User, (node, options) => Client(node).ListAsync(wire, options));
        return new ConversationsPage([.. page.Conversations.Select(ConversationMapping.FromWire)], page.HasMore);
    }

    /// <inheritdoc/>
    public async ValueTask<UnreadCount> CountUnreadAsync(User user, Party party)
    {
        var request = new Wire.CountUnreadRequest { User = user.ToWire(), Party = party.ToWire() };
        var count = await calls.AskAsync(user, (node, options) => Client(node).CountUnreadAsync(request, options));
        return new UnreadCount(count.Conversations, count.Messages);
    }

    /// <inheritdoc/>
    public async ValueTask<ConversationSummary?> FindAsync(User user, Party party, Conversation conversation)
    {
        var request = new Wire.FindConversationRequest
        {
            User = user.ToWire(),
            Party = party.ToWire(),
            Conversation = conversation.ToWire(),
        };
        var answer = await calls.AskAsync(user, (node, options) => Client(node).FindAsync(request, options));
        return answer.Summary?.FromWire();
    }

    /// <inheritdoc/>
    public async ValueTask<ReadPosition> GetReadPositionAsync(User user, Party party, Conversation conversation)
    {
        var request = new Wire.GetReadPositionRequest
        {
            User = user.ToWire(),
            Party = party.ToWire(),
            Conversation = conversation.ToWire(),
        };
        return (await calls.AskAsync(user, (node, options) => Client(node).GetReadPositionAsync(request, options))).FromWire();
    }

    /// <inheritdoc/>
    public async Task<ReadPosition> RaiseReadPositionAsync(User user, Party party, Conversation conversation, long key)
    {
        var request = new Wire.RaiseReadPositionRequest
        {
            User = user.ToWire(),
            Party = party.ToWire(),
            Conversation = conversation.ToWire(),
            SyncKey = key,
        };
        return (await calls.AskAsync(user, (node, options) => Client(node).RaiseReadPositionAsync(request, options))).FromWire();
    }

    /// <inheritdoc/>
    public async ValueTask<SyncPage> SearchAsync(User user, string text, long beforeKey, int limit)
    {
        var request = new Wire.SearchRequest { User = user.ToWire(), Text = text, BeforeKey = beforeKey, Limit = limit };
        return (await calls.AskAsync(user, (node, options) => Client(node).SearchAsync(request, options))).FromWire();
    }

    private static Wire.Conversations.ConversationsClient Client(CallInvoker node) => new(node);
}
