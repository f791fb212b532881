using System.Globalization;
using KefuChat.Protocol;
using KefuChat.Storage;
using static KefuChat.Tests.Storage.Chat;

namespace KefuChat.Tests.Storage;

/// <summary>The messages of a user's own queue that hold all the words of a question, newest first.</summary>
public abstract class SearchContract(StoreBackend backend) : StoreContract(backend)
{
    [Theory]
    [InlineData("Is the red dress in stock?", "dress")]
    [InlineData("Is the red dress in stock?", "DRESS")]
    [InlineData("Is the RED DRESS in stock?", "red dress")]
    [InlineData("Is the red dress in stock?", "stock, red!")]
    [InlineData("ÜBERGRÖSSE Straße", "übergrösse")]
    [InlineData("order 20261122-7", "20261122")]
    [InlineData("这条红色连衣裙有货吗", "连衣裙")]
    [InlineData("这条红色连衣裙有货吗", "裙")]
    [InlineData("这条红色连衣裙有货吗", "红色 有货")]
    [InlineData("这条iPhone15手机壳", "iphone15")]
    [InlineData("这条iPhone15手机壳", "手机 iPhone15")]
    [InlineData("ＡＢＣ１２３", "abc123")]
    [InlineData("ワンピースはありますか", "ワンピース")]
    [InlineData("재고가 있나요", "재고")]
    [InlineData("𠮷野家", "𠮷野")]
    [InlineData("""{"type":"text","text":"Is the red dress in stock?"}""", "dress")]
    [InlineData("""{"type":"product","product":{"title":"红色连衣裙","price":"199"}}""", "连衣裙")]
    [InlineData("""{"type":"file","name":"invoice.pdf"}""", "invoice")]
    [InlineData("""{"text":"\u7ea2\u8272"}""", "红色")]
    [InlineData("{not json: dress", "dress")]
    [InlineData("""{"text":"half \ud83d a dress"}""", "dress")]
    public async Task A_message_is_found_by_its_words(string content, string question)
    {
        await SaveAsync(FromCustomer(content), FromCustomer("something else"));

        Assert.Equal([content], await FindAsync(Seller, question));
        Assert.Equal([content], await FindAsync(Customer, question));
    }

    [Theory]
    [InlineData("Is the red dress in stock?", "green")]
    [InlineData("Is the red dress in stock?", "red green")]
    [InlineData("Is the red dress in stock?", "dres")]
    [InlineData("红连衣 和 衣裙", "连衣裙")]
    [InlineData("红色", "色红")]
    [InlineData("""{"type":"text","text":"dress"}""", "type")]
    [InlineData("""{"type":"image","url":"https://shop.example/dress.png"}""", "dress")]
    [InlineData("dress", "")]
    [InlineData("dress", " ?! ")]
    [InlineData("dress", "\" OR dress")]
    [InlineData("dress", "dress*green")]
    [InlineData("dress", "tokens:dress")]
    public async Task A_message_is_not_found_by_others(string content, string question)
    {
        await SaveAsync(FromCustomer(content));

        Assert.Empty(await FindAsync(Seller, question));
    }

    [Fact]
    public async Task Only_what_is_in_the_own_queue_is_found()
    {
        await SaveAsync(
            FromCustomer("dress 1"),
            FromCustomer("dress 2", customer: OtherCustomer),
            FromSeller("dress 3", seller: OtherSeller));

        Assert.Equal(["dress 3", "dress 1"], await FindAsync(Customer, "dress"));
        Assert.Equal(["dress 2"], await FindAsync(OtherCustomer, "dress"));
        Assert.Equal(["dress 2", "dress 1"], await FindAsync(Seller, "dress"));
        Assert.Equal(["dress 3"], await FindAsync(OtherSeller, "dress"));
        Assert.Empty(await FindAsync(Nobody, "dress"));
    }

    [Theory]
    [InlineData("q1")]
    [InlineData("1")]
    [InlineData("\uE0001")]
    public async Task Nobody_is_found_by_how_the_index_knows_queues(string question)
    {
        await SaveAsync(FromCustomer("dress"), FromCustomer("dress", customer: OtherCustomer));

        Assert.Empty(await FindAsync(Seller, question));
        Assert.Empty(await FindAsync(Customer, question));
    }

    [Fact]
    public async Task Pages_follow_one_another_under_the_users_own_keys()
    {
        await SaveAsync(
        [
            FromCustomer("elsewhere", customer: OtherCustomer),
            .. Enumerable.Range(1, 5).Select(i => FromCustomer(string.Create(CultureInfo.InvariantCulture, $"dress {i}"))),
        ]);

        var first = await Stores.Conversations.SearchAsync(Seller, "dress", long.MaxValue, 2);
        var second = await Stores.Conversations.SearchAsync(Seller, "dress", first.Messages[^1].SyncKey, 2);
        var third = await Stores.Conversations.SearchAsync(Seller, "dress", second.Messages[^1].SyncKey, 2);

        Assert.Equal([(6L, true), (5L, true)], Keys(first));
        Assert.Equal([(4L, true), (3L, true)], Keys(second));
        Assert.Equal([(2L, false)], Keys(third));
        Assert.Equal(["dress 5", "dress 4"], first.Messages.Texts());
    }

    [Fact]
    public async Task A_page_ends_with_the_message_whose_content_makes_it_large()
    {
        var content = "dress " + new string('.', CustomerMessage.MaxContentBytes - 6);
        await SaveAsync([.. Enumerable.Range(0, 40).Select(_ => FromCustomer(content))]);

        var page = await Stores.Conversations.SearchAsync(Seller, "dress", long.MaxValue, 1000);

        Assert.Equal(((SyncPage.ContentBytes / content.Length) + 1, true), (page.Messages.Count, page.HasMore));
    }

    [Fact]
    public async Task What_comes_after_a_search_is_found_by_the_next()
    {
        await SaveAsync(FromCustomer("dress 1"));
        Assert.Equal(["dress 1"], await FindAsync(Seller, "dress"));

        await SaveAsync(FromSeller("dress 2"));

        Assert.Equal(["dress 2", "dress 1"], await FindAsync(Seller, "dress"));
        await ReopenAsync();
        Assert.Equal(["dress 2", "dress 1"], await FindAsync(Seller, "dress"));
    }

    [Fact]
    public async Task A_message_to_oneself_is_found_once()
    {
        await SaveAsync(FromCustomer("dress", customer: Seller));

        Assert.Equal(["dress"], await FindAsync(Seller, "dress"));
    }

    private static IEnumerable<(long Key, bool HasMore)> Keys(SyncPage page) =>
        page.Messages.Select(message => (message.SyncKey, page.HasMore));

    private async Task<IReadOnlyList<string>> FindAsync(User user, string question) =>
        (await Stores.Conversations.SearchAsync(user, question, long.MaxValue, 10)).Messages.Texts();
}
