using KefuChat.Protocol;

namespace KefuChat.Storage;

/// <summary>A message to store, and in whose queues.</summary>
/// <param name="Message">The message, with its timestamp.</param>
/// <param name="Sender">Who wrote it; dedupe is by (sender, uuid).</param>
/// <param name="Receiver">Whom it is for. Where it is the sender, the message is stored once in that one queue.</param>
/// <param name="SenderDevice">The sending device's id, which SELF is told by.</param>
/// <param name="Trace">The message's trace; none when it is not traced.</param>
/// <param name="DedupeId">
/// What a message without a uuid is known by instead, so that its save can be made again; "" for nothing. It is chosen
/// so that nobody guesses it, and never shown: the stored message has no uuid.
/// </param>
/// <param name="IsNote">Whether the server says it in the sender's name: then it opens no closed conversation.</param>
/// <param name="IsCopy">Whether the assignment is kept elsewhere, in the customer's shard: then nothing becomes of it here but that it is used.</param>
/// <param name="IsCheck">
/// Whether only to tell if the sender has a message of that name, in the order of the sender's saves: nothing is stored, and
/// the answer is <see cref="SaveStatus.Duplicate"/> or <see cref="SaveStatus.Reused"/>, or <see cref="SaveStatus.Absent"/>.
/// </param>
internal sealed record SaveRequest(
    CustomerMessage Message,
    User Sender,
    User Receiver,
    string SenderDevice,
    TraceParent? Trace = null,
    string DedupeId = "",
    bool IsNote = false,
    bool IsCopy = false,
    bool IsCheck = false)
{
    /// <summary>What the sender's message is known by; "" when it is stored as often as it is saved.</summary>
    public string DedupeKey => Message.Uuid.Length > 0 ? Message.Uuid : DedupeId;
}
