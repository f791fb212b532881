using KefuChat.Protocol;
using KefuChat.Storage.Conversations;
using KefuChat.Storage.Search;

namespace KefuChat.Storage.Postgres;

/// <summary>The queues in PostgreSQL, seen as conversations.</summary>
internal sealed class PostgresConversationStore(PostgresDatabase database) : IConversationStore
{
    /// <inheritdoc/>
    public ValueTask<HistoryPage> HistoryAsync(Conversation conversation, HistoryRange range) => new(database.ReadAsync(async connection =>
        await database.QueueIds.FindAsync(connection, new User(conversation.CustomerAppId, conversation.CustomerId)) is { } customer
            ? await PostgresHistory.PageAsync(connection, customer, conversation, range)
            : new HistoryPage([], HasMore: false)));

    /// <inheritdoc/>
    public ValueTask<ConversationsPage> ListAsync(ConversationsRequest request) => new(database.ReadAsync(async connection =>
    {
        var one = request.Party == Party.Seller ? request.Customer : null;
        var customer = one is { } user ? await database.QueueIds.FindAsync(connection, user) : null;
        return await database.QueueIds.FindAsync(connection, request.User) is { } queue && (one is null || customer is not null)
            ? await PostgresConversationList.PageAsync(connection, request, queue, customer)
            : new ConversationsPage([], HasMore: false);
    }));

    /// <inheritdoc/>
    public ValueTask<UnreadCount> CountUnreadAsync(User user, Party party) => new(database.ReadAsync(async connection =>
        await database.QueueIds.FindAsync(connection, user) is { } queue
            ? await PostgresUnread.CountAsync(connection, queue, party)
            : default));

    /// <inheritdoc/>
    public ValueTask<ConversationSummary?> FindAsync(User user, Party party, Conversation conversation) => new(database.ReadAsync(async connection =>
        await PostgresConversationRows.FindAsync(database.QueueIds, connection, user, party, conversation) is { } rows
            ? await PostgresConversationList.FindAsync(connection, rows)
            : null));

    /// <inheritdoc/>
    public ValueTask<ReadPosition> GetReadPositionAsync(User user, Party party, Conversation conversation) => new(database.ReadAsync(async connection =>
        await PostgresConversationRows.FindAsync(database.QueueIds, connection, user, party, conversation) is { } rows
            ? await PostgresReadPositions.GetAsync(connection, rows)
            : default));

    /// <inheritdoc/>
    public Task<ReadPosition> RaiseReadPositionAsync(User user, Party party, Conversation conversation, long key) => database.UpdateAsync(async transaction =>
        await PostgresConversationRows.FindAsync(database.QueueIds, transaction.Connection, user, party, conversation) is { } rows
            ? await PostgresReadPositions.RaiseAsync(transaction, rows, key)
            : default);

    /// <inheritdoc/>
    public ValueTask<SyncPage> SearchAsync(User user, string text, long beforeKey, int limit)
    {
        var question = new SearchQuestion(text);
        return question.Tokens.Count == 0
            ? new(new SyncPage([], HasMore: false))
            : new(database.ReadSnapshotAsync(async connection => await database.QueueIds.FindAsync(connection, user) is { } queue
                ? await new PostgresSearch(connection, queue, question, limit).FindAsync(beforeKey)
                : new SyncPage([], HasMore: false)));
    }
}
