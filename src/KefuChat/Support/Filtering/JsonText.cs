using System.Globalization;
using System.Text;
using System.Text.Json;

namespace KefuChat.Support.Filtering;

/// <summary>
/// The text of JSON strings as clients read it, who fail over less than <see cref="Utf8JsonReader.GetString"/> does: half
/// a surrogate pair is a character like another, and what is no UTF-8 is U+FFFD.
/// </summary>
internal static class JsonText
{
    private const int UnicodeDigits = 4;

    /// <summary>The string, or property name, that a reader is at.</summary>
    public static string Of(in Utf8JsonReader reader)
    {
        var text = Encoding.UTF8.GetString(reader.ValueSpan);
        return reader.ValueIsEscaped ? Unescape(text) : text;
    }

    /// <summary>The reader has made sure that every escape is whole.</summary>
    private static string Unescape(string text)
    {
        var plain = new StringBuilder(text.Length);
        for (var at = 0; at < text.Length; at++)
        {
            if (text[at] != '\\')
            {
                plain.Append(text[at]);
            }
            else if (text[++at] == 'u')
            {
                plain.Append((char)ushort.Parse(text.AsSpan(at + 1, UnicodeDigits), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture));
                at += UnicodeDigits;
            }
            else
            {
                plain.Append(Meaning(text[at]));
            }
        }

        return plain.ToString();
    }

    private static char Meaning(char escaped) => escaped switch
    {
        'b' => '\b',
        'f' => '\f',
        'n' => '\n',
        'r' => '\r',
        't' => '\t',
        _ => escaped,
    };
}
