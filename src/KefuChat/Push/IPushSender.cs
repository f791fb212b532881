using KefuChat.Protocol;

namespace KefuChat.Push;

/// <summary>Tells a user who is connected nowhere that a message waits.</summary>
internal interface IPushSender
{
    /// <summary>Takes the push over; must not block or throw.</summary>
    /// <param name="receiver">Who is to be told.</param>
    /// <param name="delivery">The message, as the entry of the receiver's queue it is.</param>
    void Push(User receiver, Delivery delivery);
}
