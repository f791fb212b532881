using System.Buffers.Binary;
using System.Text;

namespace KefuChat.Tests.Uploads;

/// <summary>The first bytes of files, as the programs that write such files make them.</summary>
internal static class Samples
{
    public const string Html = "<!doctype html><script>alert(document.domain)</script>";

    public const string Svg = """<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><script>alert(1)</script></svg>""";

    public static byte[] Png(int width = 640, int height = 480) =>
        [0x89, .. "PNG\r\n\x1A\n\0\0\0\rIHDR"u8, .. BigEndian(width), .. BigEndian(height), 8, 2, 0, 0, 0, 1, 2, 3, 4];

    public static byte[] Gif(ushort width = 640, ushort height = 480) => [.. "GIF89a"u8, .. LittleEndian(width), .. LittleEndian(height), 0, 0, 0, 0x3B];

    /// <summary>With a segment of application data before the frame, as cameras write them.</summary>
    public static byte[] Jpeg(ushort width = 640, ushort height = 480, byte frame = 0xC0) =>
    [
        0xFF, 0xD8, 0xFF, 0xE1, 0x40, 0x02, .. new byte[0x4000], 0xFF, 0xFF, frame, 0, 17, 8,
        (byte)(height >> 8), (byte)height, (byte)(width >> 8), (byte)width, 3, 0, 0, 0, 0,
    ];

    /// <summary>Lossy: a key frame of VP8.</summary>
    public static byte[] WebPLossy(ushort width = 640, ushort height = 480) =>
        [.. WebP("VP8 "), 0, 0, 0, 0x9D, 0x01, 0x2A, .. LittleEndian(width), .. LittleEndian(height), 0];

    public static byte[] WebPLossless(int width = 640, int height = 480) =>
        [.. WebP("VP8L"), 0x2F, .. LittleEndian((width - 1) | ((height - 1) << 14)), .. new byte[8]];

    /// <summary>With transparency or movement.</summary>
    public static byte[] WebPExtended(int width = 640, int height = 480) =>
        [.. WebP("VP8X"), 0x10, 0, 0, 0, .. LittleEndian(width - 1)[..3], .. LittleEndian(height - 1)[..3], 0];

    public static byte[] Riff(string form) => [.. "RIFF"u8, 100, 0, 0, 0, .. Encoding.ASCII.GetBytes(form), .. new byte[20]];

    private static byte[] WebP(string chunk) => [.. "RIFF"u8, 100, 0, 0, 0, .. "WEBP"u8, .. Encoding.ASCII.GetBytes(chunk), 80, 0, 0, 0];

    private static byte[] BigEndian(int value)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(bytes, value);
        return bytes;
    }

    private static byte[] LittleEndian(int value)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, value);
        return bytes;
    }

    private static byte[] LittleEndian(ushort value) => [(byte)value, (byte)(value >> 8)];
}
