using KefuChat.Protocol;

namespace KefuChat.Authentication;

/// <summary>What a token says.</summary>
/// <param name="User">Who its bearer is.</param>
/// <param name="IsForbidden">The bearer may read but not write.</param>
internal readonly record struct TokenIdentity(User User, bool IsForbidden);
