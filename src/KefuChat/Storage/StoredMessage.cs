using KefuChat.Protocol;

namespace KefuChat.Storage;

/// <summary>An entry of a user's queue.</summary>
/// <param name="Message">The message.</param>
/// <param name="SyncKey">Its key in that queue.</param>
/// <param name="SenderDevice">The id of the device that sent it.</param>
/// <param name="DedupeId">What a message without a uuid is known by instead (<see cref="SaveRequest.DedupeId"/>); never shown.</param>
internal sealed record StoredMessage(CustomerMessage Message, long SyncKey, string SenderDevice, string DedupeId = "")
{
    /// <summary>What the sender's message is known by; "" for nothing.</summary>
    public string DedupeKey => Message.Uuid.Length > 0 ? Message.Uuid : DedupeId;
}
