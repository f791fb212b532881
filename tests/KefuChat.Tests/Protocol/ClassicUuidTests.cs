using System.Text;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using KefuChat.Protocol;
using KefuChat.Tests.Protocol.Support;

namespace KefuChat.Tests.Protocol;

public sealed class ClassicUuidTests
{
    [Theory]
    [InlineData("""{"uuid":"u1"}""", "u1")]
    [InlineData("""{"text":"hi","uuid":"u1"}""", "u1")]
    [InlineData("""{"uuid":"u1","text":"hi"}""", "u1")]
    [InlineData(""" { "text" : "hi" , "uuid" : "u1" } """, "u1")]
    [InlineData("""{"uuid":""}""", "")]
    [InlineData("""{"uuid":"客服 😀"}""", "客服 😀")]
    [InlineData("""{"\u0075uid":"u1"}""", "u1")]
    [InlineData("""{"uuid":"\u5ba2\ud83d\ude00\n"}""", "客😀\n")]
    [InlineData("""{"image":{"url":"x","sizes":[1,2,{"w":3}]},"uuid":"u1"}""", "u1")]
    public void The_string_uuid_of_a_JSON_object_is_taken(string content, string uuid) => Assert.Equal(uuid, Find(content));

    [Theory]
    [InlineData("")]
    [InlineData("hi")]
    [InlineData("uuid")]
    [InlineData("\"uuid\"")]
    [InlineData("""{}""")]
    [InlineData("""{"text":"hi"}""")]
    [InlineData("""{"text":"\"uuid\":\"u1\""}""")]
    [InlineData("""{"UUID":"u1"}""")]
    [InlineData("""{"my uuid":"u1"}""")]
    public void Content_without_one_has_none(string content) => Assert.Equal("", Find(content));

    [Theory]
    [InlineData("""{"image":{"uuid":"u1"}}""")]
    [InlineData("""{"images":[{"uuid":"u1"}]}""")]
    [InlineData("""{"a":{"b":{"uuid":"u1"}},"text":"hi"}""")]
    public void A_nested_one_is_not_taken(string content) => Assert.Equal("", Find(content));

    [Theory]
    [InlineData("""{"image":{"uuid":"nested"},"uuid":"u1"}""")]
    [InlineData("""{"uuid":"u1","image":{"uuid":"nested"}}""")]
    [InlineData("""{"list":["uuid","nested"],"uuid":"u1"}""")]
    public void A_nested_one_does_not_hide_that_of_the_object(string content) => Assert.Equal("u1", Find(content));

    [Theory]
    [InlineData("""{"uuid":1}""")]
    [InlineData("""{"uuid":true}""")]
    [InlineData("""{"uuid":null}""")]
    [InlineData("""{"uuid":["u1"]}""")]
    [InlineData("""{"uuid":{"uuid":"u1"}}""")]
    public void One_that_is_no_string_is_not_taken(string content) => Assert.Equal("", Find(content));

    [Theory]
    [InlineData("""["uuid","u1"]""")]
    [InlineData("""[{"uuid":"u1"}]""")]
    [InlineData("""{"uuid":"u1" """)]
    [InlineData("""{"uuid":"u1",}""")]
    [InlineData("""{"uuid":"u1"}}""")]
    [InlineData("""{"uuid":"u1"}{"uuid":"u1"}""")]
    [InlineData("""{"uuid":"u1"} and more""")]
    [InlineData("""{'uuid':'u1',"uuid":"u1"}""")]
    [InlineData("""{"uuid":"u1" "text":"hi"}""")]
    [InlineData("\ufeff{\"uuid\":\"u1\"}")]
    public void What_is_no_JSON_object_has_none(string content) => Assert.Equal("", Find(content));

    [Theory]
    [InlineData("""{"uuid":"\ud800"}""")]
    [InlineData("""{"uuid":"a\udc00b"}""")]
    public void Half_a_character_makes_it_opaque(string content) => Assert.Equal("", Find(content));

    [Fact]
    public void Any_bytes_at_all_have_one_or_none() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(1000),
        Prop.ForAll(Hostile.Json.ToArbitrary(), content => Assert.NotNull(ClassicUuid.Find(content))));

    [Fact]
    public void Whatever_the_uuid_it_is_taken() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(300),
        Prop.ForAll(Any.Text.ToArbitrary(), Any.Uuid.ToArbitrary(), (text, uuid) =>
            Assert.Equal(uuid, Find(JsonSerializer.Serialize(new { text, uuid })))));

    private static string Find(string content) => ClassicUuid.Find(Encoding.UTF8.GetBytes(content));

    [Fact]
    public void However_deep_the_content_is_nested()
    {
        var content = $$"""{"a":{{new string('[', 10_000)}}{{new string(']', 10_000)}},"uuid":"u1"}""";
        Assert.Equal("u1", ClassicUuid.Find(System.Text.Encoding.UTF8.GetBytes(content)));
    }

    [Fact]
    public void One_longer_than_a_uuid_may_be_is_content_like_any_other()
    {
        Assert.Equal(new string('u', 64), ClassicUuid.Find(System.Text.Encoding.UTF8.GetBytes($$"""{"uuid":"{{new string('u', 64)}}"}""")));
        Assert.Equal("", ClassicUuid.Find(System.Text.Encoding.UTF8.GetBytes($$"""{"uuid":"{{new string('u', 65)}}"}""")));
    }
}
