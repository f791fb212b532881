using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using KefuChat.Configuration;
using KefuChat.Protocol;
using KefuChat.Storage;
using Microsoft.Extensions.Options;

namespace KefuChat.Support;

/// <summary>
/// What the server says in a conversation: stored messages in the name of one of the two, so that they are in order with
/// the rest. Each is known by what it tells of: told again, after a failure, it is stored once.
/// </summary>
internal sealed class SystemNotes(IMessageStore store, MessageDelivery delivery, IOptions<KefuOptions> options, TimeProvider time)
{
    /// <summary>What the uuids of notes begin with, and those of nobody's messages: clients know notes by it.</summary>
    public const string UuidPrefix = "note-";

    /// <summary>Tells the customer, in the name of the conversation's seller.</summary>
    /// <param name="conversation">With the seller in whose name.</param>
    /// <param name="note">What, and what it is known by.</param>
    /// <exception cref="StorageUnavailableException">It is not known to be stored.</exception>
    public Task TellCustomerAsync(Conversation conversation, SystemNote note) => SendAsync(Command.CustomerSupport, conversation, note);

    /// <summary>Tells the conversation's seller, in the name of the customer.</summary>
    /// <inheritdoc cref="TellCustomerAsync"/>
    public Task TellSellerAsync(Conversation conversation, SystemNote note) => SendAsync(Command.Customer, conversation, note);

    /// <summary>Tells the devices of a seller who are connected now; nothing is stored.</summary>
    public void TellDevices(Conversation conversation, SystemNote note)
    {
        var message = Message(Command.CustomerSupport, conversation, note, MessageFlags.Unpersistent);
        delivery.Route(message, message.Seller(options.Value.AppId), sendingConnection: 0, receive: null);
    }

    private async Task SendAsync(Command command, Conversation conversation, SystemNote note)
    {
        var message = Message(command, conversation, note, MessageFlags.None);
        var kefuAppId = options.Value.AppId;
        var save = new SaveRequest(message, message.Sender(kefuAppId), message.Receiver(kefuAppId), SenderDevice: "", IsNote: true);
        var result = await store.SaveAsync(save);
        if (result.Status == SaveStatus.Unavailable)
        {
            throw new StorageUnavailableException("the note was not stored");
        }

        delivery.DeliverStored(save, result, sendingConnection: 0, receive: null);
    }

    private CustomerMessage Message(Command command, Conversation conversation, SystemNote note, MessageFlags flags) => new(command)
    {
        Flags = flags,
        CustomerAppId = conversation.CustomerAppId,
        CustomerId = conversation.CustomerId,
        StoreId = conversation.StoreId,
        SellerId = conversation.SellerId,
        TimestampMs = time.GetUtcNow().ToUnixTimeMilliseconds(),
        Content = JsonSerializer.SerializeToUtf8Bytes(note.Content, SystemNote.Json),
        Uuid = Uuid(conversation, note),
    };

    private static string Uuid(Conversation conversation, SystemNote note) => UuidPrefix + Convert.ToHexStringLower(
        SHA256.HashData(Encoding.UTF8.GetBytes($"{conversation}{note.Content.Event}{note.Occasion}")).AsSpan(0, 16));
}
