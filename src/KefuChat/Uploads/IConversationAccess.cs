using KefuChat.Protocol;
using KefuChat.Storage;

namespace KefuChat.Uploads;

/// <summary>Who may see a conversation's files, and who may add to them.</summary>
internal interface IConversationAccess
{
    /// <summary>Whether a user sees the conversation at all; to whoever does not, it is not there.</summary>
    /// <exception cref="StorageUnavailableException">It cannot be said now.</exception>
    ValueTask<bool> MayReadAsync(User caller, ConversationId conversation);

    /// <summary>Whether a user may write in the conversation now.</summary>
    /// <exception cref="StorageUnavailableException">It cannot be said now.</exception>
    ValueTask<bool> MayWriteAsync(User caller, ConversationId conversation);
}
