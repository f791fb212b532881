using KefuChat.Protocol;
using KefuChat.Storage;

namespace KefuChat.Tests.Storage.Model;

/// <summary>A stored message with its keys in both queues.</summary>
internal sealed record ModelEntry(SaveRequest Request, long ReceiverKey, long SenderKey)
{
    public CustomerMessage Message => Request.Message;

    public User Customer => Message.Command == Command.Customer ? Request.Sender : Request.Receiver;

    public User Seller => Message.Command == Command.Customer ? Request.Receiver : Request.Sender;

    public long CustomerKey => Message.Command == Command.Customer ? SenderKey : ReceiverKey;

    public long SellerKey => Message.Command == Command.Customer ? ReceiverKey : SenderKey;

    public Conversation Row => Conversation.Of(Message);

    /// <summary>The entry in a side's queue.</summary>
    public StoredMessage In(long key) => new(Message, key, Request.SenderDevice);
}
