using KefuChat.Protocol;
using KefuChat.Shops;
using KefuChat.Uploads;

namespace KefuChat.Support;

/// <summary>Who may see files of a conversation: whoever sees it; and add to them: but for a customer who may not write.</summary>
internal sealed class ConversationFileAccess(ConversationAccess access, Blocks blocks, TimeProvider time) : IConversationAccess
{
    /// <inheritdoc/>
    public async ValueTask<bool> MayReadAsync(User caller, ConversationId conversation) =>
        await access.FindAsync(caller, conversation) is not null;

    /// <inheritdoc/>
    public async ValueTask<bool> MayWriteAsync(User caller, ConversationId conversation)
    {
        if (await access.FindAsync(caller, conversation) is not { } scope)
        {
            return false;
        }

        var sellerId = scope.Assignment?.SellerId ?? 0;
        return caller != conversation.Customer
            || !(await blocks.GetAsync(caller)).Any(block => block.Holds(conversation.StoreId, sellerId, time.GetUtcNow()));
    }
}
