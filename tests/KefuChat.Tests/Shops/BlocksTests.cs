using System.Text;
using KefuChat.Protocol;
using KefuChat.Shops;
using KefuChat.Storage.Documents;
using KefuChat.Tests.Time;

namespace KefuChat.Tests.Shops;

/// <summary>When it is read again what holds against customers, who may be many.</summary>
public sealed class BlocksTests
{
    private static readonly User[] Customers = [new(7, 1), new(7, 2), new(7, 3)];

    private readonly ManualTime _time = new();
    private readonly MemoryDocuments _documents = new();
    private readonly Blocks _blocks;

    public BlocksTests() => _blocks = new Blocks(_documents, _time);

    [Fact]
    public async Task While_nothing_changes_one_read_does_for_all_customers()
    {
        await AskAllAsync();
        var reads = _documents.Reads;

        _time.Advance(DocumentCache<User, object>.Freshness);
        await AskAllAsync();
        Assert.Equal(reads + 1, _documents.Reads);
    }

    [Fact]
    public async Task A_change_of_one_is_seen_elsewhere_a_moment_later_and_here_at_once()
    {
        var elsewhere = new Blocks(_documents, _time);
        await AskAllAsync();
        await elsewhere.GetAsync(Customers[1]);

        await elsewhere.SetAsync(Customers[1], new Block(StoreId: 9, SellerId: 0, Until: null, By: 1));
        Assert.Single(await elsewhere.GetAsync(Customers[1]));
        Assert.Empty(await _blocks.GetAsync(Customers[1]));

        _time.Advance(DocumentCache<User, object>.Freshness);
        Assert.Single(await _blocks.GetAsync(Customers[1]));
        Assert.Empty(await _blocks.GetAsync(Customers[2]));

        await elsewhere.EraseAsync(Customers[1]);
        _time.Advance(DocumentCache<User, object>.Freshness);
        Assert.Empty(await _blocks.GetAsync(Customers[1]));
    }

    [Fact]
    public async Task What_was_stored_without_its_stamp_is_seen_in_the_end()
    {
        await AskAllAsync();
        var body = Encoding.UTF8.GetBytes("""[{"store": 9, "seller": 0, "until": null, "by": 1}]""");
        await _documents.PutAsync(new Document(new DocumentKey("block", DocumentIds.Of(Customers[0])), "v1", body), expectedVersion: null);

        _time.Advance(Blocks.StampedFreshness - TimeSpan.FromTicks(1));
        Assert.Empty(await _blocks.GetAsync(Customers[0]));
        _time.Advance(TimeSpan.FromTicks(1));
        Assert.Single(await _blocks.GetAsync(Customers[0]));
    }

    [Fact]
    public async Task A_change_that_could_not_be_read_is_read_when_storage_is_back()
    {
        await AskAllAsync();
        await new Blocks(_documents, _time).SetAsync(Customers[0], new Block(StoreId: 9, SellerId: 0, Until: null, By: 1));
        _time.Advance(DocumentCache<User, object>.Freshness);
        await _blocks.GetAsync(Customers[1]);

        _documents.Fails = true;
        Assert.Empty(await _blocks.GetAsync(Customers[0]));
        _documents.Fails = false;
        Assert.Single(await _blocks.GetAsync(Customers[0]));
    }

    private async Task AskAllAsync()
    {
        foreach (var customer in Customers)
        {
            Assert.Empty(await _blocks.GetAsync(customer));
        }
    }
}
