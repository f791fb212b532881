using System.Buffers;
using KefuChat.Protocol;

namespace KefuChat.Connections.WebSockets;

/// <summary>Something that a peer sent.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Payload">Of a message or a PING, unmasked; valid until the reader or its pipe goes on.</param>
/// <param name="Refusal">How to close, when it is a refusal.</param>
internal readonly record struct WebSocketRead(WebSocketReadKind Kind, ReadOnlySequence<byte> Payload, Refusal Refusal);
