using KefuChat.Protocol;
using KefuChat.Shops;
using KefuChat.Storage.Conversations;
using KefuChat.Uploads;

namespace KefuChat.Support;

/// <summary>
/// Who may see files of a conversation: whoever sees it. Who may add to them: the seller who has it, and a customer who may
/// write, where there is somebody to see them.
/// </summary>
internal sealed class ConversationFileAccess(
    ConversationAccess access, IConversationStore conversations, Stores stores, Blocks blocks, TimeProvider time) : IConversationAccess
{
    /// <inheritdoc/>
    public async ValueTask<bool> MayReadAsync(User caller, ConversationId conversation) =>
        await access.FindAsync(caller, conversation) is not null;

    /// <inheritdoc/>
    public async ValueTask<bool> MayWriteAsync(User caller, ConversationId conversation) =>
        await access.FindAsync(caller, conversation) switch
        {
            null => false,
            { Party: Party.Seller } scope => scope.Assignment is null || scope.IsItsSeller,
            var scope => !await IsBlockedAsync(conversation, scope.Assignment?.SellerId ?? 0) && await HasOthersAsync(scope),
        };

    private async ValueTask<bool> IsBlockedAsync(ConversationId conversation, long sellerId) =>
        (await blocks.GetAsync(conversation.Customer)).Any(block => block.Holds(conversation.StoreId, sellerId, time.GetUtcNow()));

    /// <summary>In a store of the customer's app, or, where there is none, once somebody has written.</summary>
    private async ValueTask<bool> HasOthersAsync(ConversationScope scope)
    {
        var customer = new User(scope.Own.CustomerAppId, scope.Own.CustomerId);
        return (await stores.FindAsync(scope.Own.StoreId))?.Value.AppId == customer.AppId
            || await conversations.FindAsync(customer, Party.Customer, scope.Own) is not null;
    }
}
