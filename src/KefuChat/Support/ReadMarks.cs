using KefuChat.Configuration;
using KefuChat.Protocol;
using KefuChat.Storage;
using KefuChat.Storage.Conversations;
using Microsoft.Extensions.Options;

namespace KefuChat.Support;

/// <summary>
/// Remembers how far somebody has read, and tells the other side and the reader's other devices, live, each by a key of
/// their own queue. Whoever is not connected finds it in the conversation.
/// </summary>
internal sealed class ReadMarks(
    IConversationStore conversations, MessageDelivery delivery, IOptions<KefuOptions> options, TimeProvider time)
{
    /// <summary>Raises a position; one that is there already tells nobody.</summary>
    /// <param name="reader">The customer, or the seller.</param>
    /// <param name="party">As what.</param>
    /// <param name="conversation">Which.</param>
    /// <param name="key">The last message read, as a key of the reader's queue.</param>
    /// <param name="sendingConnection">The connection it came from; 0 for none.</param>
    /// <returns>The position as it is now.</returns>
    /// <exception cref="StorageUnavailableException">It was not stored.</exception>
    public async Task<ReadPosition> RaiseAsync(
        User reader, Party party, Conversation conversation, long key, long sendingConnection = 0)
    {
        var position = await conversations.RaiseReadPositionAsync(reader, party, conversation, key);
        if (position.IsRaised)
        {
            var other = party == Party.Customer
                ? new User(options.Value.AppId, position.SellerId)
                : new User(conversation.CustomerAppId, conversation.CustomerId);
            Tell(reader, party, conversation, position.SellerId, position.Key, sendingConnection);
            if (position.OtherKey > 0 && other != reader)
            {
                Tell(other, party, conversation, position.SellerId, position.OtherKey, sendingConnection);
            }
        }

        return position;
    }

    private void Tell(User receiver, Party party, Conversation conversation, long sellerId, long key, long sendingConnection)
    {
        var message = new CustomerMessage(party == Party.Customer ? Command.Customer : Command.CustomerSupport)
        {
            Flags = MessageFlags.Unpersistent,
            CustomerAppId = conversation.CustomerAppId,
            CustomerId = conversation.CustomerId,
            StoreId = conversation.StoreId,
            SellerId = sellerId,
            TimestampMs = time.GetUtcNow().ToUnixTimeMilliseconds(),
            Content = ReadMark.Content(key),
        };
        delivery.Route(message, receiver, sendingConnection, receive: null);
    }
}
