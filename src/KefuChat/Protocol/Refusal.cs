namespace KefuChat.Protocol;

/// <summary>Why bytes are no frame: the connection they came on is closed so.</summary>
/// <param name="Code">The close code.</param>
/// <param name="Reason">Short English for a developer's eyes, at most 123 bytes of UTF-8 (RFC 6455, 5.5).</param>
internal readonly record struct Refusal(CloseCode Code, string Reason);
