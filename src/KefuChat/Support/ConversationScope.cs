using KefuChat.Protocol;
using KefuChat.Storage;
using KefuChat.Storage.Assignments;
using KefuChat.Storage.Conversations;

namespace KefuChat.Support;

/// <summary>What somebody may see of a conversation.</summary>
/// <param name="Party">As what.</param>
/// <param name="Own">The conversation as the caller takes part in it; for a customer without a seller.</param>
/// <param name="Visible">What its history shows: all of it (seller 0), or the caller's own part.</param>
/// <param name="Assignment">Who answers it; null when nobody was ever assigned.</param>
internal sealed record ConversationScope(Party Party, Conversation Own, Conversation Visible, Assignment? Assignment)
{
    /// <summary>Whether this is the seller who has the conversation, and is in its store still.</summary>
    public bool IsItsSeller => Party == Party.Seller && Assignment is not null && Visible.SellerId == 0;

    /// <summary>The customer's own view.</summary>
    public static ConversationScope OfCustomer(ConversationId id, Assignment? assignment)
    {
        var whole = Whole(id);
        return new ConversationScope(Party.Customer, whole, whole, assignment);
    }

    /// <summary>A seller's view: the whole conversation, or that seller's part of it.</summary>
    public static ConversationScope OfSeller(ConversationId id, long sellerId, Assignment? assignment, bool seesAll)
    {
        var own = Whole(id) with { SellerId = sellerId };
        return new ConversationScope(Party.Seller, own, seesAll ? Whole(id) : own, assignment);
    }

    private static Conversation Whole(ConversationId id) => new(id.Customer.AppId, id.Customer.Uid, id.StoreId, SellerId: 0);
}
