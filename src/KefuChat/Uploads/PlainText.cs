using System.Buffers;
using System.Text.Unicode;

namespace KefuChat.Uploads;

/// <summary>Tells text from bytes. HTML and SVG are text here, too: nothing in them is looked at, and nothing runs.</summary>
internal static class PlainText
{
    /// <summary>What no text has: control characters, but for tabs, line ends, form feeds and escapes.</summary>
    private static readonly SearchValues<byte> Controls = SearchValues.Create(
        [.. Enumerable.Range(0, 32).Append(127).Select(value => (byte)value).Except("\t\n\f\r\x1B"u8.ToArray())]);

    /// <summary>Whether a whole file is UTF-8 text, and not empty.</summary>
    /// <param name="file">The file, which can seek.</param>
    public static bool Is(Stream file)
    {
        Span<byte> bytes = stackalloc byte[16 * 1024];
        file.Position = 0;
        for (var kept = 0; ;)
        {
            var read = file.Read(bytes[kept..]);
            var filled = bytes[..(kept + read)];
            if (filled.ContainsAny(Controls) || !TryCount(filled, out var whole))
            {
                return false;
            }

            if (read == 0)
            {
                return kept == 0 && file.Length > 0;
            }

            // The first bytes of a character whose others are still to come.
            filled[whole..].CopyTo(bytes);
            kept = filled.Length - whole;
        }
    }

    /// <summary>How many bytes are whole characters; false when the rest cannot become one.</summary>
    private static bool TryCount(ReadOnlySpan<byte> bytes, out int whole)
    {
        whole = bytes.Length;
        if (Utf8.IsValid(bytes))
        {
            return true;
        }

        for (var start = Math.Max(0, bytes.Length - 3); start < bytes.Length; start++)
        {
            if (bytes[start] >= 0xC0)
            {
                whole = start;
                return System.Text.Rune.DecodeFromUtf8(bytes[start..], out _, out _) == OperationStatus.NeedMoreData
                    && Utf8.IsValid(bytes[..start]);
            }
        }

        return false;
    }
}
