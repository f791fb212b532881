using System.Security.Cryptography;
using KefuChat.Protocol;

namespace KefuChat.Uploads;

/// <summary>A file of a conversation; as text <c>{store}-{appid}-{uid}-{random}</c>.</summary>
/// <param name="Conversation">Where it was sent, whoever sent it.</param>
/// <param name="Random">128 random bits as 32 lower-case hexadecimal digits: nobody guesses a file's id.</param>
internal readonly record struct FileId(ConversationId Conversation, string Random)
{
    private const int RandomBytes = 16;

    /// <summary>An id no other file has.</summary>
    public static FileId New(ConversationId conversation) =>
        new(conversation, Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(RandomBytes)));

    /// <summary>Reads the text form. What passes is safe as part of a path: it is made of digits and letters only.</summary>
    public static bool TryParse(string? text, out FileId id)
    {
        id = default;
        if (text is null || text.LastIndexOf('-') is var end && end < 0)
        {
            return false;
        }

        var random = text[(end + 1)..];
        if (!IsRandom(random)
            || text.Contains('.', StringComparison.Ordinal)
            || !ConversationId.TryParse(text[..end].Replace('-', '.'), out var conversation))
        {
            return false;
        }

        id = new FileId(conversation, random);
        return true;
    }

    /// <summary>Whether a text may be the random part.</summary>
    public static bool IsRandom(string text) => text.Length == 2 * RandomBytes && text.All(char.IsAsciiHexDigitLower);

    /// <inheritdoc/>
    public override string ToString() => $"{Conversation.ToString().Replace('.', '-')}-{Random}";
}
