using KefuChat.Protocol;
using KefuChat.Tests.Protocol.Support;

namespace KefuChat.Tests.Protocol;

public sealed class ClassicHeaderTests
{
    private const string Bytes = "00007fff 80000001 18 02 11 00";

    private static ClassicHeader Header { get; } = new(32_767, int.MinValue + 1, 24, 2, 0x11);

    [Fact]
    public void It_is_read_from_12_bytes_big_endian() => Assert.Equal(Header, ClassicHeader.Read(Hex.Bytes(Bytes)));

    [Fact]
    public void It_is_written_over_whatever_was_there()
    {
        var bytes = new byte[ClassicHeader.Bytes + 1];
        bytes.AsSpan().Fill(0xff);
        Header.Write(bytes);
        Assert.Equal(Hex.Compact(Bytes) + "ff", Convert.ToHexStringLower(bytes));
    }

    [Theory]
    [InlineData(0, 100, 0)]
    [InlineData(99, 100, 0)]
    [InlineData(100, 100, (int)CloseCode.TooLarge)]
    [InlineData(int.MaxValue, 100, (int)CloseCode.TooLarge)]
    [InlineData(-1, 100, (int)CloseCode.Malformed)]
    [InlineData(int.MinValue, 100, (int)CloseCode.Malformed)]
    public void A_body_is_shorter_than_the_limit(int length, int limit, int code)
    {
        var header = new ClassicHeader(length, 1, 13, 0, 0);
        Assert.Equal(code != 0, header.IsRefused(limit, out var refusal));
        Assert.Equal((CloseCode)code, refusal.Code);
    }
}
