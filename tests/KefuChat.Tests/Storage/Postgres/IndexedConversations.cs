using KefuChat.Protocol;
using KefuChat.Storage;
using KefuChat.Storage.Conversations;
using KefuChat.Storage.Postgres;
using KefuChat.Tests.EndToEnd;
using Microsoft.Extensions.Logging.Abstractions;

namespace KefuChat.Tests.Storage.Postgres;

/// <summary>Conversations whose messages are in the search index before anybody searches, or anything becomes of them.</summary>
internal sealed class IndexedConversations(PostgresDatabase database) : IConversationStore
{
    private readonly PostgresConversationStore _store = new(database);

    public ValueTask<HistoryPage> HistoryAsync(Conversation conversation, HistoryRange range) => _store.HistoryAsync(conversation, range);

    public ValueTask<ConversationsPage> ListAsync(ConversationsRequest request) => _store.ListAsync(request);

    public ValueTask<UnreadCount> CountUnreadAsync(User user, Party party) => _store.CountUnreadAsync(user, party);

    public ValueTask<ConversationSummary?> FindAsync(User user, Party party, Conversation conversation) =>
        _store.FindAsync(user, party, conversation);

    public ValueTask<ReadPosition> GetReadPositionAsync(User user, Party party, Conversation conversation) =>
        _store.GetReadPositionAsync(user, party, conversation);

    public Task<ReadPosition> RaiseReadPositionAsync(User user, Party party, Conversation conversation, long key) =>
        _store.RaiseReadPositionAsync(user, party, conversation, key);

    public async ValueTask<SyncPage> SearchAsync(User user, string text, long beforeKey, int limit)
    {
        using var index = new PostgresSearchIndex(database, TimeProvider.System, NullLogger<PostgresSearchIndex>.Instance);
        await EndToEndTest.WaitUntilAsync(async () =>
        {
            await index.FillAsync(CancellationToken.None);
            return await database.ReadAsync(connection => connection.ScalarAsync<bool>(
                "SELECT indexed_to >= coalesce((SELECT max(id) FROM messages), 0) FROM search_state")) == true;
        });
        return await _store.SearchAsync(user, text, beforeKey, limit);
    }
}
