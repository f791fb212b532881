namespace KefuChat.Uploads;

/// <summary>The formats besides images that are known by their first bytes; they are saved, never shown in a page.</summary>
internal static class OtherFormats
{
    /// <summary>The media type, or null when it is none of them.</summary>
    /// <param name="start">The file's first bytes.</param>
    public static string? Of(ReadOnlySpan<byte> start)
    {
        if (start.StartsWith("%PDF-"u8))
        {
            return "application/pdf";
        }

        // Documents of Office and OpenDocument are archives, too; the second form is an empty one.
        if (start.StartsWith("PK\x03\x04"u8) || start.StartsWith("PK\x05\x06"u8))
        {
            return "application/zip";
        }

        if (start.StartsWith("OggS\0"u8))
        {
            return "application/ogg";
        }

        if (start.Length < 12)
        {
            return null;
        }

        if (start[4..8].SequenceEqual("ftyp"u8))
        {
            return "video/mp4";
        }

        if (start.StartsWith("RIFF"u8) && start[8..12].SequenceEqual("WAVE"u8))
        {
            return "audio/wav";
        }

        return IsMp3(start) ? "audio/mpeg" : null;
    }

    /// <summary>A tag, or a frame of MPEG layer III whose version, bit rate and sampling rate are not the reserved ones.</summary>
    private static bool IsMp3(ReadOnlySpan<byte> start) =>
        start.StartsWith("ID3"u8)
        || (start[0] == 0xFF
            && (start[1] & 0xE6) == 0xE2
            && (start[1] & 0x18) != 0x08
            && (start[2] & 0xF0) is not (0 or 0xF0)
            && (start[2] & 0x0C) != 0x0C);
}
