using KefuChat.Support.Filtering;

namespace KefuChat.Tests.Support.Filtering;

/// <summary>What a word filter finds, and what it leaves alone.</summary>
public sealed class WordMatcherTests
{
    [Theory]
    [InlineData("you are a fool", "you are a ****")]
    [InlineData("FOOL! fool? Fool.", "****! ****? ****.")]
    [InlineData("foolish footfool", "foolish footfool")]
    [InlineData("fool", "****")]
    [InlineData("这个笨蛋真笨蛋", "这个**真**")]
    [InlineData("x笨蛋x", "x**x")]
    [InlineData("nothing of the kind", "nothing of the kind")]
    [InlineData("", "")]
    public void Masks_words_and_only_words(string text, string expected)
    {
        var filter = new WordMatcher(["fool", "笨蛋"], []);

        Assert.Equal((expected, null), filter.Apply(text));
    }

    [Fact]
    public void The_longest_word_at_a_place_wins()
    {
        var filter = new WordMatcher(["bad", "bad word"], []);

        Assert.Equal("a ******** and ***", filter.Apply("a bad word and bad").Text);
    }

    [Fact]
    public void A_word_to_refuse_for_is_named_and_nothing_is_masked()
    {
        var filter = new WordMatcher(["fool", "both"], ["Spam", "both"]);

        Assert.Equal(("fool, buy SPAM", "Spam"), filter.Apply("fool, buy SPAM"));
        Assert.Equal("both", filter.Apply("both").Refused);
    }

    [Fact]
    public void A_word_inside_another_hides_none_behind_it()
    {
        var filter = new WordMatcher(["ass"], []);

        Assert.Equal("class ***", filter.Apply("class ass").Text);
    }

    [Fact]
    public void No_words_find_nothing()
    {
        Assert.True(WordMatcher.None.IsEmpty);
        Assert.Equal(("fool", null), WordMatcher.None.Apply("fool"));
    }
}
