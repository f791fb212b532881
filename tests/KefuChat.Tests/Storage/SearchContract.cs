using System.Globalization;
using KefuChat.Protocol;
using KefuChat.Storage;
using static KefuChat.Tests.Storage.Chat;

namespace KefuChat.Tests.Storage;

/// <summary>The messages of a user's own queue that hold all the words of a question, newest first.</summary>
public abstract class SearchContract(StoreBackend backend) : StoreContract(backend)
{
    private static readonly (string Content, string Question)[] Found =
    [
        ("Is the red dress in stock?", "dress"),
        ("Is the red dress in stock?", "DRESS"),
        ("Is the RED DRESS in stock?", "red dress"),
        ("Is the red dress in stock?", "stock, red!"),
        ("ÜBERGRÖSSE Straße", "übergrösse"),
        ("order 20261122-7", "20261122"),
        ("这条红色连衣裙有货吗", "连衣裙"),
        ("这条红色连衣裙有货吗", "裙"),
        ("这条红色连衣裙有货吗", "红色 有货"),
        ("这条iPhone15手机壳", "iphone15"),
        ("这条iPhone15手机壳", "手机 iPhone15"),
        ("ＡＢＣ１２３", "abc123"),
        ("ワンピースはありますか", "ワンピース"),
        ("재고가 있나요", "재고"),
        ("𠮷野家", "𠮷野"),
        ("""{"type":"text","text":"Is the red dress in stock?"}""", "dress"),
        ("""{"type":"product","product":{"title":"红色连衣裙","price":"199"}}""", "连衣裙"),
        ("""{"type":"file","name":"invoice.pdf"}""", "invoice"),
        ("""{"text":"\u7ea2\u8272"}""", "红色"),
        ("{not json: dress", "dress"),
        ("""{"text":"half \ud83d a dress"}""", "dress"),
    ];

    private static readonly (string Content, string Question)[] NotFound =
    [
        ("Is the red dress in stock?", "green"),
        ("Is the red dress in stock?", "red green"),
        ("Is the red dress in stock?", "dres"),
        ("红连衣 和 衣裙", "连衣裙"),
        ("红色", "色红"),
        ("""{"type":"text","text":"dress"}""", "type"),
        ("""{"type":"image","url":"https://shop.example/dress.png"}""", "dress"),
        ("dress", ""),
        ("dress", " ?! "),
        ("dress", "\" OR dress"),
        ("dress", "dress*green"),
        ("dress", "tokens:dress"),
    ];

    [Fact]
    public async Task A_message_is_found_by_its_words()
    {
        await SaveAsync([.. Found.SelectMany((one, i) => (SaveRequest[])[ToPair(i, one.Content), ToPair(i, "something else")])]);

        await Assert.AllAsync(Found.Index(), async one =>
        {
            Assert.Equal([one.Item.Content], await FindAsync(Pair(one.Index).Seller, one.Item.Question));
            Assert.Equal([one.Item.Content], await FindAsync(Pair(one.Index).Customer, one.Item.Question));
        });
    }

    [Fact]
    public async Task A_message_is_not_found_by_others()
    {
        await SaveAsync([.. NotFound.Select((one, i) => ToPair(i, one.Content))]);

        await Assert.AllAsync(NotFound.Index(), async one => Assert.Empty(await FindAsync(Pair(one.Index).Seller, one.Item.Question)));
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

    private static SaveRequest ToPair(int number, string text) =>
        FromCustomer(text, customer: Pair(number).Customer, seller: Pair(number).Seller);

    private static IEnumerable<(long Key, bool HasMore)> Keys(SyncPage page) =>
        page.Messages.Select(message => (message.SyncKey, page.HasMore));

    private async Task<IReadOnlyList<string>> FindAsync(User user, string question) =>
        (await Stores.Conversations.SearchAsync(user, question, long.MaxValue, 10)).Messages.Texts();
}
