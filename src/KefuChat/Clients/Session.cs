using KefuChat.Protocol;

namespace KefuChat.Clients;

/// <summary>Who is on a connection, once its token was accepted.</summary>
/// <param name="User">The user.</param>
/// <param name="DeviceId">The device's own name; "" when it gave none.</param>
/// <param name="IsForbidden">The user may read but not write.</param>
internal sealed record Session(User User, string DeviceId, bool IsForbidden);
