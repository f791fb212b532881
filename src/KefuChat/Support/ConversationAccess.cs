using KefuChat.Configuration;
using KefuChat.Protocol;
using KefuChat.Shops;
using KefuChat.Storage.Assignments;
using KefuChat.Storage.Conversations;
using Microsoft.Extensions.Options;

namespace KefuChat.Support;

/// <summary>
/// Who may see what of a conversation: its customer all of it; so may the seller it is assigned to, while a seller of the
/// store; a seller who once answered, the messages of that seller's own queue; nobody else anything.
/// </summary>
internal sealed class ConversationAccess(
    IAssignmentStore assignments, IConversationStore conversations, Stores stores, IOptions<KefuOptions> options)
{
    /// <summary>What a user may see, or null.</summary>
    public async ValueTask<ConversationScope?> FindAsync(User user, ConversationId id)
    {
        if (user == id.Customer)
        {
            return ConversationScope.OfCustomer(id, await GetAssignmentAsync(id));
        }

        if (user.AppId != options.Value.AppId)
        {
            return null;
        }

        var assignment = await GetAssignmentAsync(id);
        var part = ConversationScope.OfSeller(id, user.Uid, assignment, seesAll: false);
        if (assignment?.SellerId == user.Uid && (await stores.FindAsync(id.StoreId))?.Value.Sellers.Contains(user.Uid) == true)
        {
            return ConversationScope.OfSeller(id, user.Uid, assignment, seesAll: true);
        }

        return (await conversations.HistoryAsync(part.Own, HistoryRange.Newest(1))).Messages.Count > 0 ? part : null;
    }

    /// <summary>In no store nobody is assigned.</summary>
    private async ValueTask<Assignment?> GetAssignmentAsync(ConversationId id) =>
        id.StoreId == 0 ? null : await assignments.GetAsync(id.StoreId, id.Customer);
}
