using System.Buffers.Binary;

namespace KefuChat.Uploads;

/// <summary>Finds an image's size among the segments of a JPEG file (ITU-T T.81, annex B).</summary>
internal static class JpegHeader
{
    /// <summary>No camera writes more segments before the size.</summary>
    private const int MaxSegments = 1000;

    /// <summary>How such a file starts: the start of the image, and the marker of its first segment.</summary>
    public static ReadOnlySpan<byte> Start => [0xFF, 0xD8, 0xFF];

    /// <summary>Walks over the segments to the one that begins the frame; false when there is none.</summary>
    public static bool TryReadSize(Stream file, out int width, out int height)
    {
        (width, height) = (0, 0);
        Span<byte> segment = stackalloc byte[9];
        var position = 2L;
        for (var i = 0; i < MaxSegments; i++)
        {
            file.Position = position;
            if (file.ReadAtLeast(segment, segment.Length, throwOnEndOfStream: false) < segment.Length || segment[0] != 0xFF)
            {
                return false;
            }

            if (segment[1] == 0xFF)
            {
                // Any number of these may stand before a marker.
                position++;
                continue;
            }

            if (IsStartOfFrame(segment[1]))
            {
                height = BinaryPrimitives.ReadUInt16BigEndian(segment[5..]);
                width = BinaryPrimitives.ReadUInt16BigEndian(segment[7..]);
                return true;
            }

            var length = BinaryPrimitives.ReadUInt16BigEndian(segment[2..]);
            if (length < 2 || segment[1] < 0xC0 || segment[1] is >= 0xD0 and <= 0xDA)
            {
                // Pixels, or nothing that may stand before them.
                return false;
            }

            position += 2 + length;
        }

        return false;
    }

    /// <summary>SOF0 to SOF15, among which three other markers lie.</summary>
    private static bool IsStartOfFrame(byte marker) => marker is >= 0xC0 and <= 0xCF and not (0xC4 or 0xC8 or 0xCC);
}
