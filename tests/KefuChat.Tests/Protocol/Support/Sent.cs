using KefuChat.Protocol;

namespace KefuChat.Tests.Protocol.Support;

/// <summary>A frame as a client wrote it, and what it means.</summary>
internal sealed record Sent(byte[] Bytes, Frame Frame);
