using KefuChat.Protocol;
using KefuChat.Storage.Conversations;

namespace KefuChat.Storage.Sqlite;

/// <summary>The queues of the embedded store, seen as conversations.</summary>
internal sealed class SqliteConversationStore(SqliteDatabase database, SqliteSearchIndex search) : IConversationStore
{
    /// <inheritdoc/>
    public ValueTask<HistoryPage> HistoryAsync(Conversation conversation, HistoryRange range) =>
        database.ReadAsync(reader => reader.Connection.InSnapshot(() =>
            SqliteHistory.Page(reader.Connection, conversation, range)));

    /// <inheritdoc/>
    public ValueTask<ConversationsPage> ListAsync(ConversationsRequest request) =>
        database.ReadAsync(reader => reader.Connection.InSnapshot(() =>
            SqliteConversationList.Page(reader.Connection, request)));

    /// <inheritdoc/>
    public ValueTask<UnreadCount> CountUnreadAsync(User user, Party party) =>
        database.ReadAsync(reader => reader.Connection.InSnapshot(() =>
            SqliteUnread.Count(reader.Connection, user, party)));

    /// <inheritdoc/>
    public ValueTask<ConversationSummary?> FindAsync(User user, Party party, Conversation conversation) =>
        database.ReadAsync(reader => reader.Connection.InSnapshot(() =>
            SqliteConversationList.Find(reader.Connection, user, party, conversation)));

    /// <inheritdoc/>
    public ValueTask<ReadPosition> GetReadPositionAsync(User user, Party party, Conversation conversation) =>
        database.ReadAsync(reader => reader.Connection.InSnapshot(() =>
            SqliteReadPositions.Get(reader.Connection, user, party, conversation)));

    /// <inheritdoc/>
    public Task<ReadPosition> RaiseReadPositionAsync(User user, Party party, Conversation conversation, long key) =>
        database.UpdateAsync(session => SqliteReadPositions.Raise(session, user, party, conversation, key));

    /// <inheritdoc/>
    public ValueTask<SyncPage> SearchAsync(User user, string text, long beforeKey, int limit) =>
        search.SearchAsync(user, text, beforeKey, limit);
}
