using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using KefuChat.Protocol;

namespace KefuChat.Faults.Clients;

/// <summary>
/// Which message it is. The content says it and nothing else, so that whoever finds a message anywhere knows who wrote it, to
/// whom, and whether it is unharmed.
/// </summary>
/// <param name="Sender">Who wrote it.</param>
/// <param name="Receiver">To whom.</param>
/// <param name="Number">The sender's own count, from 1, over all receivers.</param>
internal readonly partial record struct MessageName(User Sender, User Receiver, int Number)
{
    // Messages of many lengths, each known from the number: one that was cut or mixed up with another does not read back.
    private const int Step = 37;
    private const int LongestPadding = 200;

    /// <summary>The client's own id of the message.</summary>
    public string Uuid => string.Create(CultureInfo.InvariantCulture, $"faults-{Sender.AppId}-{Sender.Uid}-{Number}");

    /// <summary>A JSON object in ASCII.</summary>
    public string Content => $$"""{"text":"{{Text}}"}""";

    private string Text => string.Create(
        CultureInfo.InvariantCulture, $"{Sender}>{Receiver} #{Number} {new string('x', Number * Step % LongestPadding)}");

    /// <summary>Reads a content; false when it is none of ours, or not whole. Other members, such as a classic uuid, may stand beside.</summary>
    public static bool TryRead(ReadOnlySpan<byte> content, out MessageName name)
    {
        name = default;
        if (ReadText(content) is not { } text || Pattern().Match(text) is not { Success: true } match)
        {
            return false;
        }

        name = new MessageName(UserAt(match, 1), UserAt(match, 3), int.Parse(match.Groups[5].ValueSpan, CultureInfo.InvariantCulture));
        return name.Text == text;
    }

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Sender}>{Receiver} #{Number}");

    private static User UserAt(Match match, int group) => new(
        long.Parse(match.Groups[group].ValueSpan, CultureInfo.InvariantCulture),
        long.Parse(match.Groups[group + 1].ValueSpan, CultureInfo.InvariantCulture));

    private static string? ReadText(ReadOnlySpan<byte> content)
    {
        try
        {
            var json = new Utf8JsonReader(content);
            using var document = JsonDocument.ParseValue(ref json);
            return document.RootElement.GetProperty("text").GetString();
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or KeyNotFoundException)
        {
            return null;
        }
    }

    [GeneratedRegex(@"^(\d{1,16})/(\d{1,16})>(\d{1,16})/(\d{1,16}) #(\d{1,9}) x*$", RegexOptions.CultureInvariant)]
    private static partial Regex Pattern();
}
