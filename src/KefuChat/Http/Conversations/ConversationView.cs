using System.Text.Json.Serialization;
using KefuChat.Shops;

namespace KefuChat.Http.Conversations;

/// <summary>A conversation, as it is shown to one of the two sides.</summary>
/// <param name="Id"><c>{store}.{customer's appid}.{customer's uid}</c>.</param>
/// <param name="Store">The store's id.</param>
/// <param name="StoreName">Its name; null where it has none.</param>
/// <param name="Customer">The customer.</param>
/// <param name="Seller">Who answers now.</param>
/// <param name="State">open or closed.</param>
/// <param name="IsMine">Whether it is assigned to the calling seller; null for customers.</param>
/// <param name="Last">The newest message the caller sees; null while nothing is written.</param>
/// <param name="Unread">Messages of the other side behind what the caller has read; 1000 stands for that many or more.</param>
/// <param name="ReadKey">How far the caller has read, as a key of the caller's queue.</param>
/// <param name="OtherReadKey">How far the other side has read, as a key of the caller's queue.</param>
/// <param name="TransferredBy">The seller who handed it over; only for the seller who has it.</param>
/// <param name="Note">What that seller noted; only for the seller who has it.</param>
/// <param name="Blocks">Who does not let the customer write; only for sellers.</param>
internal sealed record ConversationView(
    string Id,
    long Store,
    string? StoreName,
    PersonView Customer,
    PersonView? Seller,
    string State,
    bool? IsMine,
    MessageView? Last,
    int Unread,
    [property: JsonPropertyName("read_sync_key")] long ReadKey,
    [property: JsonPropertyName("other_read_sync_key")] long OtherReadKey,
    long? TransferredBy,
    string? Note,
    IReadOnlyList<Block>? Blocks);
