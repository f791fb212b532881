using KefuChat.Storage;
using KefuChat.Storage.Conversations;
using KefuChat.Storage.Sqlite;
using static KefuChat.Tests.Storage.Chat;

namespace KefuChat.Tests.Storage.Sqlite;

/// <summary>What the rows of conversations hold, and what of lists only tests beside the store can show.</summary>
public sealed class SqliteConversationTests : SqliteTest
{
    private static readonly Conversation Theirs = Between(Customer, Seller);

    [Fact]
    public async Task Each_knows_its_newest_message()
    {
        await Task.WhenAll(
            Store.SaveAsync(FromCustomer("1")),
            Store.SaveAsync(FromCustomer("2", shop: OtherShop)),
            Store.SaveAsync(FromSeller("3")),
            Store.SaveAsync(FromCustomer("4"))).SoonAsync();
        await SaveAsync(FromCustomer("5", customer: OtherCustomer));

        EachKnowsItsNewest(3);
    }

    [Fact]
    public async Task A_group_that_was_refused_changes_nothing()
    {
        await SaveAsync(FromCustomer("1"));
        using (var other = Connect())
        {
            other.Run("BEGIN IMMEDIATE");
            Assert.Equal(SaveStatus.Unavailable, await SaveAsync(FromCustomer("2")));
            other.Run("ROLLBACK");
        }

        await SaveAsync(FromCustomer("3", shop: OtherShop));

        EachKnowsItsNewest(2);
        Assert.Equal("1", (await Conversations.FindAsync(Seller, Party.Seller, Theirs))?.Last.Message.Text());
    }

    [Fact]
    public async Task A_message_that_is_removed_within_its_own_group_is_nobodys_newest()
    {
        await SaveAsync(FromCustomer("1"));
        var save = Store.SaveAsync(FromCustomer("2"));
        await Store.Database.UpdateAsync(session => session.Connection.Run(
            "DELETE FROM entries WHERE message = 2; DELETE FROM messages WHERE id = 2; UPDATE conversations SET last_message = 1")).SoonAsync();

        Assert.Equal(SaveStatus.Stored, (await save.SoonAsync()).Status);
        EachKnowsItsNewest(1);
    }

    [Fact]
    public async Task A_messages_id_is_never_given_twice()
    {
        await SaveAsync(FromCustomer("1"));
        await SaveAsync(FromCustomer("2"));
        await Store.Database.UpdateAsync(session => session.Connection.Run(
            "DELETE FROM entries WHERE message = 2; DELETE FROM messages WHERE id = 2")).SoonAsync();
        Close();

        await SaveAsync(FromCustomer("3"));

        using var file = Connect();
        Assert.Equal(3, file.Scalar("SELECT max(id) FROM messages"));
    }

    [Fact]
    public async Task A_page_begins_at_the_nearest_message_where_its_own_was_removed()
    {
        await Task.WhenAll(Numbered(5).Select(Store.SaveAsync)).SoonAsync();
        await Store.Database.UpdateAsync(session => session.Connection.Run(
            "DELETE FROM entries WHERE message = 3; DELETE FROM messages WHERE id = 3")).SoonAsync();

        Assert.Equal(["1", "2"], await TextsAsync(HistoryRange.Before(3, 10)));
        Assert.Equal(["4", "5"], await TextsAsync(HistoryRange.After(3, 10)));
        await Conversations.RaiseReadPositionAsync(Seller, Party.Seller, Theirs, 3).SoonAsync();
        Assert.Equal(2, (await Conversations.FindAsync(Seller, Party.Seller, Theirs))?.Unread);
    }

    [Fact]
    public async Task A_list_is_narrowed_to_what_is_open_or_closed()
    {
        foreach (var (text, shop) in ((string, long)[])[("mine", 1), ("closed", 2), ("handed over", 3), ("in no store", 0)])
        {
            await SaveAsync(FromCustomer(text, shop: shop));
        }

        Assign(shop: 1, Seller.Uid, isOpen: true);
        Assign(shop: 2, Seller.Uid, isOpen: false);
        Assign(shop: 3, OtherSeller.Uid, isOpen: true);

        Assert.Equal(["in no store", "mine"], await ListAsync(Seller.Uid, Party.Seller, ConversationState.Open));
        Assert.Equal(["handed over", "closed"], await ListAsync(Seller.Uid, Party.Seller, ConversationState.Closed));
        Assert.Equal(["in no store", "handed over", "mine"], await ListAsync(Customer.Uid, Party.Customer, ConversationState.Open));
        Assert.Equal(["closed"], await ListAsync(Customer.Uid, Party.Customer, ConversationState.Closed));
    }

    [Fact]
    public async Task A_customer_is_told_the_seller_who_answers_now()
    {
        await SaveAsync(FromCustomer("1"));
        Assign(Shop, OtherSeller.Uid, isOpen: false);

        var customers = await Conversations.FindAsync(Customer, Party.Customer, Theirs);
        var sellers = await Conversations.FindAsync(Seller, Party.Seller, Theirs);

        Assert.Equal(OtherSeller.Uid, customers?.Conversation.SellerId);
        Assert.Equal(Seller.Uid, sellers?.Conversation.SellerId);
        Assert.Equal(new(Shop, Customer, OtherSeller.Uid, IsOpen: false, Noon, Seller.Uid, "allergic to wool"), customers?.Assignment);
        Assert.Equal(customers?.Assignment, sellers?.Assignment);
    }

    private void EachKnowsItsNewest(int conversations)
    {
        using var file = Connect();
        Assert.Equal(conversations, file.Scalar("SELECT count(*) FROM conversations"));
        Assert.Equal(0, file.Scalar(
            "SELECT count(*) FROM conversations WHERE last_message <> (SELECT max(id) FROM messages WHERE conversation = conversations.id)"));
    }

    private void Assign(long shop, long seller, bool isOpen)
    {
        using var file = Connect();
        file.Run(string.Create(
            System.Globalization.CultureInfo.InvariantCulture,
            $"""
            INSERT OR REPLACE INTO assignments (customer, store_id, seller, is_open, is_used, turn, changed_at_ms, transferred_by, note)
            SELECT id, {shop}, {seller}, {isOpen}, 1, 1, {Noon}, {Seller.Uid}, 'allergic to wool'
            FROM queues WHERE appid = {Customer.AppId} AND uid = {Customer.Uid}
            """));
    }

    private async Task<IEnumerable<string>> TextsAsync(HistoryRange range) =>
        (await Conversations.HistoryAsync(Theirs, range)).Messages.Select(message => message.Message.Text());

    private async Task<IEnumerable<string>> ListAsync(long uid, Party party, ConversationState state)
    {
        var user = party == Party.Seller ? Seller with { Uid = uid } : Customer with { Uid = uid };
        var page = await Conversations.ListAsync(new ConversationsRequest(user, party, long.MaxValue, 10, state));
        return page.Conversations.Select(summary => summary.Last.Message.Text());
    }
}
