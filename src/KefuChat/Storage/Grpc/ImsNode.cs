using Grpc.Core;

namespace KefuChat.Storage.Grpc;

/// <summary>An endpoint that is live: one connection to it, from its stream's opening to its end.</summary>
/// <param name="Name">The address, as it is configured.</param>
/// <param name="Calls">For calls of their own: reads and small writes, of all its services.</param>
/// <param name="Stream">For saves.</param>
internal sealed record ImsNode(string Name, CallInvoker Calls, SaveStream Stream);
