namespace KefuChat.Configuration;

/// <summary><c>Kefu:Tokens</c>.</summary>
internal sealed class TokenOptions
{
    /// <summary>The first signs, all verify, so that keys rotate. Empty: one is generated and kept in the data directory.</summary>
    public IList<SigningKeyOptions> SigningKeys { get; } = [];
}
