using System.Buffers.Binary;

namespace KefuChat.Uploads;

/// <summary>
/// The image formats that are shown in a page, by their headers: PNG (W3C PNG, 11.2), GIF (GIF89a, 18), WebP (RFC 9649)
/// and JPEG. SVG is none of them: it can hold scripts.
/// </summary>
internal static class ImageFormats
{
    /// <summary>As many of a file's first bytes as are looked at, JPEG apart.</summary>
    public const int HeaderBytes = 30;

    /// <summary>The longest side that is believed, in pixels.</summary>
    private const long MaxSide = 65_535;

    private static ReadOnlySpan<byte> Png => [0x89, (byte)'P', (byte)'N', (byte)'G', (byte)'\r', (byte)'\n', 0x1A, (byte)'\n'];

    /// <summary>The image, or null when it is none that is known, or has no size.</summary>
    /// <param name="start">The file's first bytes: <see cref="HeaderBytes"/>, or all there are.</param>
    /// <param name="file">The file, which can seek.</param>
    public static FileFormat? Of(ReadOnlySpan<byte> start, Stream file)
    {
        if (start.StartsWith(Png))
        {
            return start.Length >= 24 && start[8..16].SequenceEqual("\0\0\0\rIHDR"u8)
                ? Image("image/png", BinaryPrimitives.ReadUInt32BigEndian(start[16..]), BinaryPrimitives.ReadUInt32BigEndian(start[20..]))
                : null;
        }

        if (start.StartsWith("GIF87a"u8) || start.StartsWith("GIF89a"u8))
        {
            return start.Length >= 13
                ? Image("image/gif", BinaryPrimitives.ReadUInt16LittleEndian(start[6..]), BinaryPrimitives.ReadUInt16LittleEndian(start[8..]))
                : null;
        }

        if (start.Length >= HeaderBytes && start.StartsWith("RIFF"u8) && start[8..12].SequenceEqual("WEBP"u8))
        {
            return WebP(start);
        }

        return start.StartsWith(JpegHeader.Start) && JpegHeader.TryReadSize(file, out var width, out var height)
            ? Image("image/jpeg", width, height)
            : null;
    }

    private static FileFormat? WebP(ReadOnlySpan<byte> start)
    {
        var chunk = start[12..16];
        if (chunk.SequenceEqual("VP8 "u8) && start[23..26].SequenceEqual([(byte)0x9D, (byte)0x01, (byte)0x2A]))
        {
            return Image("image/webp", BinaryPrimitives.ReadUInt16LittleEndian(start[26..]) & 0x3FFF, BinaryPrimitives.ReadUInt16LittleEndian(start[28..]) & 0x3FFF);
        }

        if (chunk.SequenceEqual("VP8L"u8) && start[20] == 0x2F)
        {
            var sizes = BinaryPrimitives.ReadUInt32LittleEndian(start[21..]);
            return Image("image/webp", (sizes & 0x3FFF) + 1, ((sizes >> 14) & 0x3FFF) + 1);
        }

        return chunk.SequenceEqual("VP8X"u8) ? Image("image/webp", UInt24(start[24..]) + 1, UInt24(start[27..]) + 1) : null;
    }

    private static long UInt24(ReadOnlySpan<byte> bytes) => bytes[0] | (bytes[1] << 8) | (bytes[2] << 16);

    private static FileFormat? Image(string contentType, long width, long height) =>
        width is > 0 and <= MaxSide && height is > 0 and <= MaxSide
            ? new FileFormat(contentType, (int)width, (int)height)
            : null;
}
