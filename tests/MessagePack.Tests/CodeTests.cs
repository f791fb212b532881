namespace MessagePack.Tests;

public sealed class CodeTests
{
    [Theory]
    [InlineData(0x00, 0x7f, MessagePackType.Integer)]
    [InlineData(0x80, 0x8f, MessagePackType.Map)]
    [InlineData(0x90, 0x9f, MessagePackType.Array)]
    [InlineData(0xa0, 0xbf, MessagePackType.String)]
    [InlineData(0xc0, 0xc0, MessagePackType.Nil)]
    [InlineData(0xc1, 0xc1, MessagePackType.Unknown)]
    [InlineData(0xc2, 0xc3, MessagePackType.Boolean)]
    [InlineData(0xc4, 0xc6, MessagePackType.Binary)]
    [InlineData(0xc7, 0xc9, MessagePackType.Extension)]
    [InlineData(0xca, 0xcb, MessagePackType.Float)]
    [InlineData(0xcc, 0xd3, MessagePackType.Integer)]
    [InlineData(0xd4, 0xd8, MessagePackType.Extension)]
    [InlineData(0xd9, 0xdb, MessagePackType.String)]
    [InlineData(0xdc, 0xdd, MessagePackType.Array)]
    [InlineData(0xde, 0xdf, MessagePackType.Map)]
    [InlineData(0xe0, 0xff, MessagePackType.Integer)]
    public void Every_code_has_the_type_the_specification_gives_it(int first, int last, MessagePackType type)
    {
        for (int code = first; code <= last; code++)
        {
            var reader = new MessagePackReader(new[] { (byte)code });
            Assert.Equal(type, MessagePackCode.ToMessagePackType((byte)code));
            Assert.Equal(type, reader.NextMessagePackType);
            Assert.Equal(code, reader.NextCode);
            Assert.Equal(code == 0xc0, reader.IsNil);
            Assert.Equal(0, reader.Consumed);
        }
    }

    [Theory]
    [InlineData(MessagePackType.Unknown, 0)]
    [InlineData(MessagePackType.Integer, 1)]
    [InlineData(MessagePackType.Nil, 2)]
    [InlineData(MessagePackType.Boolean, 3)]
    [InlineData(MessagePackType.Float, 4)]
    [InlineData(MessagePackType.String, 5)]
    [InlineData(MessagePackType.Binary, 6)]
    [InlineData(MessagePackType.Array, 7)]
    [InlineData(MessagePackType.Map, 8)]
    [InlineData(MessagePackType.Extension, 9)]
    public void Types_have_the_numbers_of_the_published_package(MessagePackType type, byte number) =>
        Assert.Equal(number, (byte)type);
}
