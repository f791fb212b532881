using Grpc.Core;
using KefuChat.Cluster;
using KefuChat.Storage.Conversations;
using Wire = Kefu.Ims.V1;

namespace KefuChat.Storage.Grpc;

/// <summary>conversations.proto over a store.</summary>
internal sealed class ConversationsService(IConversationStore store) : Wire.Conversations.ConversationsBase
{
    /// <summary>
    /// The most conversations of one answer: an assignment's note may take 8 KB beside the last message, and gRPC's limit
    /// is 4 MB.
    /// </summary>
    private const int ConversationsAtOnce = 256;

    /// <inheritdoc/>
    public override Task<Wire.HistoryPage> History(Wire.HistoryRequest request, ServerCallContext context) => ServiceAnswer.AnswerAsync(async () =>
    {
        var range = new HistoryRange(request.Position, request.IsForward, ServiceAnswer.Limit(request.Limit));
        var page = await store.HistoryAsync(request.Conversation.FromWire(), range);
        return new Wire.HistoryPage { Messages = { page.Messages.Select(ConversationMapping.ToWire) }, HasMore = page.HasMore };
    });

    /// <inheritdoc/>
    public override Task<Wire.ConversationsPage> List(Wire.ListConversationsRequest request, ServerCallContext context) => ServiceAnswer.AnswerAsync(async () =>
    {
        var page = await store.ListAsync(new ConversationsRequest(
            request.User.FromWire(),
            request.Party.FromWire(),
            request.BeforeKey,
            Math.Min(ServiceAnswer.Limit(request.Limit), ConversationsAtOnce),
            request.State.FromWire(),
            request.IsUnread,
            request.IsMine,
            request.Customer?.FromWire()));
        return new Wire.ConversationsPage { Conversations = { page.Conversations.Select(ConversationMapping.ToWire) }, HasMore = page.HasMore };
    });

    /// <inheritdoc/>
    public override Task<Wire.UnreadCount> CountUnread(Wire.CountUnreadRequest request, ServerCallContext context) => ServiceAnswer.AnswerAsync(async () =>
    {
        var count = await store.CountUnreadAsync(request.User.FromWire(), request.Party.FromWire());
        return new Wire.UnreadCount { Conversations = count.Conversations, Messages = count.Messages };
    });

    /// <inheritdoc/>
    public override Task<Wire.FindConversationAnswer> Find(Wire.FindConversationRequest request, ServerCallContext context) => ServiceAnswer.AnswerAsync(async () =>
    {
        var summary = await store.FindAsync(request.User.FromWire(), request.Party.FromWire(), request.Conversation.FromWire());
        return new Wire.FindConversationAnswer { Summary = summary?.ToWire() };
    });

    /// <inheritdoc/>
    public override Task<Wire.ReadPosition> GetReadPosition(Wire.GetReadPositionRequest request, ServerCallContext context) => ServiceAnswer.AnswerAsync(async () =>
    {
        var position = await store.GetReadPositionAsync(request.User.FromWire(), request.Party.FromWire(), request.Conversation.FromWire());
        return position.ToWire();
    });

    /// <inheritdoc/>
    public override Task<Wire.ReadPosition> RaiseReadPosition(Wire.RaiseReadPositionRequest request, ServerCallContext context) => ServiceAnswer.AnswerAsync(async () =>
    {
        var position = await store.RaiseReadPositionAsync(
            request.User.FromWire(), request.Party.FromWire(), request.Conversation.FromWire(), request.SyncKey);
        return position.ToWire();
    });

    /// <inheritdoc/>
    public override Task<Wire.SyncPage> Search(Wire.SearchRequest request, ServerCallContext context) => ServiceAnswer.AnswerAsync(async () =>
        (await store.SearchAsync(
            request.User.FromWire(), request.Text, request.BeforeKey, ServiceAnswer.Limit(request.Limit))).ToWire());
}
