using Wire = Kefu.Ims.V1;

namespace KefuChat.Storage.Grpc;

/// <summary>An endpoint that is live: one connection to it, from its stream's opening to its end.</summary>
/// <param name="Name">The address, as it is configured.</param>
/// <param name="Client">For reads and raises.</param>
/// <param name="Stream">For saves.</param>
internal sealed record ImsNode(string Name, Wire.Ims.ImsClient Client, SaveStream Stream);
