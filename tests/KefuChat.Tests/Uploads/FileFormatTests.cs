using System.Text;
using KefuChat.Uploads;

namespace KefuChat.Tests.Uploads;

public sealed class FileFormatTests
{
    public static TheoryData<string, byte[]> Images => new()
    {
        { "image/png", Samples.Png() },
        { "image/gif", Samples.Gif() },
        { "image/jpeg", Samples.Jpeg() },
        { "image/jpeg", Samples.Jpeg(frame: 0xC2) },
        { "image/webp", Samples.WebPLossy() },
        { "image/webp", Samples.WebPLossless() },
        { "image/webp", Samples.WebPExtended() },
    };

    public static TheoryData<string, byte[]> Others => new()
    {
        { "application/pdf", Bytes("%PDF-1.7\n%\u00e2\n") },
        { "application/zip", [.. "PK\x03\x04"u8, 20, 0, 0, 0, 8, 0] },
        { "application/zip", [.. "PK\x05\x06"u8, .. new byte[18]] },
        { "application/ogg", [.. "OggS\0\x02"u8, .. new byte[30]] },
        { "video/mp4", [0, 0, 0, 24, .. "ftypisom"u8, .. new byte[20]] },
        { "audio/wav", Samples.Riff("WAVE") },
        { "audio/mpeg", [.. "ID3\x04"u8, .. new byte[20]] },
        { "audio/mpeg", [0xFF, 0xFB, 0x90, 0x64, .. new byte[40]] },
        { "text/plain; charset=utf-8", Bytes("Is it in stock?\r\n\t库存？ 🙂") },
        { "text/plain; charset=utf-8", Bytes(Samples.Html) },
        { "text/plain; charset=utf-8", Bytes(Samples.Svg) },
        { "application/octet-stream", [0, 1, 2, 3] },
        { "application/octet-stream", Bytes("text with a \0 in it") },
        { "application/octet-stream", [.. "Latin-1: "u8, 0xE4] },
        { "application/octet-stream", [0xFF, 0xFE, (byte)'U', 0] },
        { "application/octet-stream", Samples.Riff("AVI ") },
    };

    [Theory]
    [MemberData(nameof(Images))]
    public void An_image_is_known_by_its_header_with_its_size(string contentType, byte[] bytes) =>
        Assert.Equal(new FileFormat(contentType, 640, 480), Of(bytes));

    [Theory]
    [MemberData(nameof(Others))]
    public void What_is_no_image_is_known_by_its_bytes(string contentType, byte[] bytes) =>
        Assert.Equal(new FileFormat(contentType), Of(bytes));

    [Theory]
    [MemberData(nameof(Images))]
    public void An_image_cut_short_is_none(string contentType, byte[] bytes)
    {
        for (var length = 0; length < Math.Min(bytes.Length, 13); length++)
        {
            Assert.NotEqual(contentType, Of(bytes[..length]).ContentType);
        }
    }

    [Fact]
    public void An_image_without_a_plausible_size_is_none()
    {
        byte[][] implausible =
        [
            Samples.Png(0), Samples.Png(640, 0), Samples.Png(65_536), Samples.Png(-1), Samples.Gif(0), Samples.Jpeg(0), Samples.Jpeg(640, 0),
            Samples.WebPLossy(0), Samples.WebPExtended(65_537),
        ];
        Assert.All(implausible, bytes => Assert.Equal(new FileFormat("application/octet-stream"), Of(bytes)));
    }

    [Fact]
    public void A_JPEG_file_that_leads_nowhere_is_none()
    {
        byte[] pixels = [0xFF, 0xD8, 0xFF, 0xDA, 0, 8, .. new byte[30]];
        byte[] lengthless = [0xFF, 0xD8, 0xFF, 0xE0, 0, 1, .. new byte[30]];
        byte[] endless = [0xFF, 0xD8, .. Enumerable.Repeat((byte)0xFF, 5000)];
        Assert.All([pixels, lengthless, endless], bytes => Assert.Equal("application/octet-stream", Of(bytes).ContentType));
    }

    [Theory]
    [InlineData(16 * 1024 - 1)]
    [InlineData(16 * 1024 - 2)]
    [InlineData(16 * 1024 - 3)]
    [InlineData(16 * 1024)]
    public void A_character_may_lie_across_two_reads(int before)
    {
        var text = Bytes(new string('a', before) + "🙂" + new string('b', 40_000) + "é");
        Assert.Equal("text/plain; charset=utf-8", Of(text).ContentType);
        Assert.Equal("application/octet-stream", Of(text[..^1]).ContentType);
    }

    [Theory]
    [InlineData(null, true)]
    [InlineData("", true)]
    [InlineData("application/octet-stream", true)]
    [InlineData("image/jpeg", true)]
    [InlineData("IMAGE/JPG; q=1", true)]
    [InlineData("image/png", false)]
    [InlineData("image/svg+xml", false)]
    public void Only_who_says_image_is_held_to_it(string? claimed, bool isIt) =>
        Assert.Equal(isIt, new FileFormat("image/jpeg", 1, 1).Is(claimed));

    private static FileFormat Of(byte[] bytes)
    {
        using var file = new MemoryStream(bytes);
        return FileFormat.Of(file);
    }

    private static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);
}
