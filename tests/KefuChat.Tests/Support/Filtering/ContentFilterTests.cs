using System.Text;
using KefuChat.Support.Filtering;

namespace KefuChat.Tests.Support.Filtering;

/// <summary>A word filter on contents: JSON stays JSON, and what is not hit stays as it came.</summary>
public sealed class ContentFilterTests
{
    private static readonly WordMatcher Filter = new(["fool"], ["spam"]);

    [Theory]
    [InlineData("""{"text":"you fool"}""", """{"text":"you ****"}""")]
    [InlineData("""{ "text" : "you fool", "n" : 1.50e2, "x": [true, null, {"y":"fool"}] }""", """{ "text" : "you ****", "n" : 1.50e2, "x": [true, null, {"y":"****"}] }""")]
    [InlineData("""{"text":"f\u006fol"}""", """{"text":"****"}""")]
    [InlineData("""{"text":"fool \"<&>\" 你"}""", """{"text":"**** \"<&>\" 你"}""")]
    [InlineData("you fool", "you ****")]
    [InlineData("""["fool"]""", """["****"]""")]
    [InlineData("{\"text\":\"fool\"", "{\"text\":\"****\"")]
    public void Masks_what_people_read(string content, string expected) => Assert.Equal((expected, null), Apply(content));

    [Theory]
    [InlineData("""{ "type":"fool","event":"spam","uuid":"fool", "id":"spam","file":"fool","url":"https://spam" }""")]
    [InlineData("""{ "text": "all \"well\"" }""")]
    [InlineData("""{"fool":1, "spam":2}""")]
    [InlineData("")]
    [InlineData("{}")]
    public void Leaves_what_is_not_hit_byte_for_byte(string content) => Assert.Equal((content, null), Apply(content));

    [Theory]
    [InlineData("""{"text":"buy spam"}""")]
    [InlineData("""{"text":"fool","more":{"deep":["Spam"]}}""")]
    [InlineData("spam")]
    public void Names_what_it_refuses_for(string content)
    {
        var (unchanged, refused) = Apply(content);

        Assert.Equal("spam", refused);
        Assert.Equal(content, unchanged);
    }

    [Fact]
    public void No_depth_hides_a_word()
    {
        var nested = new string('[', 5000) + new string(']', 5000);

        Assert.Equal("spam", Apply($$"""{"x":{{nested}},"text":"sp\u0061m"}""").Refused);
        Assert.Equal($$"""{"x":{{nested}},"text":"****"}""", Apply($$"""{"x":{{nested}},"text":"f\u006fol"}""").Content);
    }

    [Fact]
    public void A_byte_order_mark_hides_no_word() =>
        Assert.Equal("spam", Apply("\uFEFF" + """{"text":"sp\u0061m"}""").Refused);

    [Theory]
    [InlineData("""{"text":"fool \ud800"}""", """{"text":"**** \uFFFD"}""")]
    [InlineData("""{"\udc00":1,"text":"fool"}""", """{"\udc00":1,"text":"****"}""")]
    [InlineData("""{"text":"\ud800"}""", """{"text":"\ud800"}""")]
    public void Half_a_character_is_no_reason_to_fail(string content, string expected) => Assert.Equal((expected, null), Apply(content));

    [Fact]
    public void Bytes_that_are_no_UTF_8_are_no_reason_to_fail()
    {
        var (content, refused) = ContentFilter.Apply(Filter, (byte[])[.. "{\"text\":\"fool "u8, 0xFF, .. "\"}"u8]);

        Assert.Equal(("{\"text\":\"**** \uFFFD\"}", null), (Encoding.UTF8.GetString(content.Span), refused));
    }

    private static (string Content, string? Refused) Apply(string content)
    {
        var (filtered, refused) = ContentFilter.Apply(Filter, Encoding.UTF8.GetBytes(content));
        return (Encoding.UTF8.GetString(filtered.Span), refused);
    }
}
