using System.Buffers;
using System.Text;

namespace Grpc.Core.Wire;

/// <summary>grpc-message: UTF-8, percent-encoded but for printable ASCII.</summary>
internal static class StatusMessage
{
    private static readonly SearchValues<char> Plain = SearchValues.Create([.. Enumerable.Range(' ', '~' - ' ' + 1).Select(code => (char)code).Where(character => character != '%')]);

    public static string Encode(string message)
    {
        if (!message.AsSpan().ContainsAnyExcept(Plain))
        {
            return message;
        }

        var encoded = new StringBuilder();
        foreach (var octet in Encoding.UTF8.GetBytes(message))
        {
            _ = Plain.Contains((char)octet) ? encoded.Append((char)octet) : encoded.Append('%').Append(octet.ToString("X2", null));
        }

        return encoded.ToString();
    }

    /// <summary>Never fails: what is not an escape stays as it is, what is not UTF-8 is replaced.</summary>
    public static string Decode(string message)
    {
        if (!message.Contains('%', StringComparison.Ordinal))
        {
            return message;
        }

        var octets = new List<byte>(message.Length);
        for (var index = 0; index < message.Length; index++)
        {
            if (message[index] == '%' && TryReadHex(message.AsSpan(index + 1), out var octet))
            {
                octets.Add(octet);
                index += 2;
            }
            else
            {
                octets.AddRange(Encoding.UTF8.GetBytes(message, index, 1));
            }
        }

        return Encoding.UTF8.GetString([.. octets]);
    }

    private static bool TryReadHex(ReadOnlySpan<char> text, out byte octet)
    {
        octet = 0;
        if (text.Length < 2 || !char.IsAsciiHexDigit(text[0]) || !char.IsAsciiHexDigit(text[1]))
        {
            return false;
        }

        octet = Convert.FromHexString(text[..2])[0];
        return true;
    }
}
