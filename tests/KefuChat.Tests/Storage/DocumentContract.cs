using System.Text;
using KefuChat.Storage.Documents;

namespace KefuChat.Tests.Storage;

/// <summary>A document is found by its key, listed by its kind, and replaced by whoever knows what it replaces.</summary>
public abstract class DocumentContract(StoreBackend backend) : StoreContract(backend)
{
    private static readonly DocumentKey Shop = new("store", "0000000000000003");

    [Fact]
    public async Task Documents_come_in_the_order_asked_and_null_for_those_that_are_not_there()
    {
        await AddAsync("store", "1", "one");
        await AddAsync("store", "2", "two");
        await AddAsync("seller", "1", "a seller");

        var found = await Stores.Documents.GetAsync(
            [new("store", "2"), new("store", "3"), new("seller", "1"), new("store", "1"), new("store", "2")]);

        Assert.Equal(["two", null, "a seller", "one", "two"], found.Select(document => document is null ? null : Text(document)));
        Assert.Equal(new DocumentKey("seller", "1"), found[2]?.Key);
        Assert.Empty(await Stores.Documents.GetAsync([]));
    }

    [Fact]
    public async Task A_document_survives_reopening()
    {
        await AddAsync(Shop.Kind, Shop.Id, "näheres: 你好", version: "v7");

        await ReopenAsync();

        var document = await GetAsync(Shop);
        Assert.Equal(("v7", "näheres: 你好"), (document?.Version, document is null ? "" : Text(document)));
    }

    [Fact]
    public async Task The_largest_bodies_are_found_and_listed()
    {
        var body = new byte[Document.MaxBodyBytes];
        Random.Shared.NextBytes(body);
        var keys = Enumerable.Range(1, 20).Select(i => new DocumentKey("large", $"{i:D2}")).ToArray();
        foreach (var key in keys)
        {
            Assert.True(await Stores.Documents.PutAsync(new Document(key, "v", body), ""));
        }

        var found = await Stores.Documents.GetAsync(keys);
        var page = await Stores.Documents.ListAsync("large", "", "", 100);

        Assert.All(found, document => Assert.Equal(body, document?.Body.ToArray()));
        Assert.Equal((4, true), (page.Documents.Count, page.HasMore));
        Assert.Equal(body, page.Documents[0].Body.ToArray());
    }

    [Theory]
    [InlineData("", "", 10, "1 10 2 a b", false)]
    [InlineData("", "", 5, "1 10 2 a b", false)]
    [InlineData("", "", 4, "1 10 2 a", true)]
    [InlineData("", "10", 10, "2 a b", false)]
    [InlineData("", "105", 1, "2", true)]
    [InlineData("1", "", 10, "1 10", false)]
    [InlineData("1", "1", 10, "10", false)]
    [InlineData("1", "", 1, "1", true)]
    [InlineData("1", "2", 10, "", false)]
    [InlineData("b", "a", 10, "b", false)]
    [InlineData("c", "", 10, "", false)]
    public async Task A_list_goes_by_ids(string prefix, string after, int limit, string ids, bool hasMore)
    {
        foreach (var id in (string[])["a", "10", "b", "2", "1"])
        {
            await AddAsync("kind", id, id);
            await AddAsync("another", id + "x", id);
        }

        var page = await Stores.Documents.ListAsync("kind", prefix, after, limit);

        Assert.Equal(ids, string.Join(' ', page.Documents.Select(document => document.Key.Id)));
        Assert.Equal(hasMore, page.HasMore);
    }

    [Fact]
    public async Task Only_who_knows_the_version_replaces_it()
    {
        Assert.True(await PutAsync("first", "v1", expected: ""));
        Assert.False(await PutAsync("another first", "w1", expected: ""));
        Assert.False(await PutAsync("a late one", "w2", expected: "v0"));
        Assert.True(await PutAsync("second", "v2", expected: "v1"));
        Assert.False(await PutAsync("by one who read the first", "w3", expected: "v1"));

        Assert.Equal("second", await TextAsync());
    }

    [Fact]
    public async Task Whatever_is_there_is_replaced_by_who_expects_nothing()
    {
        Assert.True(await PutAsync("first", "v1", expected: null));
        Assert.True(await PutAsync("second", "v2", expected: null));

        Assert.Equal("second", await TextAsync());
    }

    [Fact]
    public async Task A_put_made_again_is_a_success()
    {
        Assert.True(await PutAsync("first", "v1", expected: ""));
        Assert.True(await PutAsync("first", "v1", expected: ""));
        Assert.True(await PutAsync("second", "v2", expected: "v1"));
        Assert.True(await PutAsync("second", "v2", expected: "v1"));

        Assert.Equal("second", await TextAsync());
    }

    [Fact]
    public async Task Of_many_who_replace_the_same_version_one_succeeds()
    {
        await PutAsync("first", "v1", expected: "");

        var stored = await Task.WhenAll(Enumerable.Range(1, 20).Select(i => PutAsync($"by {i}", $"w{i}", expected: "v1"))).SoonAsync();

        Assert.Single(stored, isStored => isStored);
        Assert.Equal($"by {Array.IndexOf(stored, true) + 1}", await TextAsync());
    }

    [Fact]
    public async Task A_deleted_document_is_gone_and_may_be_made_anew()
    {
        await PutAsync("first", "v1", expected: "");

        await Stores.Documents.DeleteAsync(Shop);
        await Stores.Documents.DeleteAsync(Shop);

        Assert.Null(await GetAsync(Shop));
        Assert.False(await PutAsync("of what was there", "v2", expected: "v1"));
        Assert.True(await PutAsync("anew", "v3", expected: ""));
    }

    private static string Text(Document document) => Encoding.UTF8.GetString(document.Body.Span);

    private async Task<Document?> GetAsync(DocumentKey key) => (await Stores.Documents.GetAsync([key]))[0];

    private async Task<string?> TextAsync() => await GetAsync(Shop) is { } document ? Text(document) : null;

    private Task<bool> AddAsync(string kind, string id, string text, string version = "v1") =>
        Stores.Documents.PutAsync(new Document(new DocumentKey(kind, id), version, Encoding.UTF8.GetBytes(text)), null);

    private Task<bool> PutAsync(string text, string version, string? expected) =>
        Stores.Documents.PutAsync(new Document(Shop, version, Encoding.UTF8.GetBytes(text)), expected);
}
