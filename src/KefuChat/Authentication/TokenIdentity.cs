using KefuChat.Protocol;

namespace KefuChat.Authentication;

/// <summary>What a token says.</summary>
/// <param name="User">Who its bearer is.</param>
/// <param name="IsForbidden">The bearer may read but not write.</param>
/// <param name="IsVisitor">The bearer is a visitor: a customer the shop's backend does not know.</param>
internal readonly record struct TokenIdentity(User User, bool IsForbidden, bool IsVisitor = false);
