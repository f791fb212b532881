namespace KefuChat.Protocol;

/// <summary>
/// Client → server: a frame that can be read but cannot be accepted, as its codec already knows. It is answered
/// with an ACK; the connection lives on.
/// </summary>
/// <param name="Number">The command's number as it came.</param>
/// <param name="Status">Why it is refused.</param>
/// <param name="Reason">Short English for a developer's eyes.</param>
internal sealed record Refused(long Number, Status Status, string Reason) : Message
{
    /// <inheritdoc/>
    public override Command Command => unchecked((Command)Number);
}
