using KefuChat.Protocol;
using KefuChat.Storage;
using KefuChat.Storage.Conversations;

namespace KefuChat.Tests.Storage.Grpc;

/// <summary>Conversations that cannot be read now.</summary>
internal sealed class FailingConversationStore : IConversationStore
{
    private static readonly StorageUnavailableException Failure = new("the disk is gone");

    public ValueTask<HistoryPage> HistoryAsync(Conversation conversation, HistoryRange range) => throw Failure;

    public ValueTask<ConversationsPage> ListAsync(ConversationsRequest request) => throw Failure;

    public ValueTask<UnreadCount> CountUnreadAsync(User user, Party party) => throw Failure;

    public ValueTask<ConversationSummary?> FindAsync(User user, Party party, Conversation conversation) => throw Failure;

    public ValueTask<ReadPosition> GetReadPositionAsync(User user, Party party, Conversation conversation) => throw Failure;

    public Task<ReadPosition> RaiseReadPositionAsync(User user, Party party, Conversation conversation, long key) => throw Failure;

    public ValueTask<SyncPage> SearchAsync(User user, string text, long beforeKey, int limit) => throw Failure;
}
