namespace KefuChat.Protocol;

/// <summary>A message as it came from a client, with the number the client gave it.</summary>
/// <param name="Seq">The sender's own count of its frames; an ACK names it.</param>
/// <param name="Message">What the frame says.</param>
internal readonly record struct Frame(long Seq, Message Message);
