namespace KefuChat.Faults.Clients;

/// <summary>How a client comes on a connection.</summary>
/// <param name="Token">The user's token.</param>
/// <param name="SendsAtOnce">
/// Whether it sends its outbox before it has caught up with its queue, which may tell that some of it is stored already: then
/// the server has to find that out.
/// </param>
/// <param name="NetworkEndsAt">
/// From when on, by <see cref="Load.Measurement.Clock"/>, its network breaks off while its user writes: with the next message,
/// which still arrives, but not its ACK.
/// </param>
internal readonly record struct Login(string Token, bool SendsAtOnce, long NetworkEndsAt);
