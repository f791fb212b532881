namespace KefuChat.Configuration;

/// <summary>One entry of <c>Kefu:Tokens:SigningKeys</c>.</summary>
internal sealed class SigningKeyOptions
{
    /// <summary>HS256 wants a key at least as long as its hash (RFC 7518, 3.2).</summary>
    public const int MinSecretBytes = 32;

    /// <summary>The key's name, carried in every token it signs: 1 to 16 characters, since a token has 255 bytes in all.</summary>
    public string Id { get; set; } = "";

    /// <summary>The secret, whose UTF-8 bytes are the HS256 key: at least <see cref="MinSecretBytes"/> of them.</summary>
    public string Secret { get; set; } = "";
}
