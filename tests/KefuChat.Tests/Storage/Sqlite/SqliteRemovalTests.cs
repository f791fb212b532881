using KefuChat.Protocol;
using KefuChat.Storage;
using KefuChat.Storage.Assignments;
using KefuChat.Storage.Conversations;
using KefuChat.Storage.Sqlite;
using KefuChat.Tests.Maintenance;

namespace KefuChat.Tests.Storage.Sqlite;

/// <summary>What removals, merges and forgetting leave in the tables.</summary>
public sealed class SqliteRemovalTests : SqliteTest
{
    private static readonly User[] Customers = [Chat.Customer, Chat.OtherCustomer, new(7, 1003)];
    private static readonly User[] Sellers = [Chat.Seller, Chat.OtherSeller];

    private SqliteCustomerDataStore Data => new(Store.Database);

    private SqliteAssignmentStore Assignments => new(Store.Database);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Whatever_is_done_in_whatever_order_the_tables_fit_together(int seed)
    {
        var random = new Random(seed);
        var newest = new Dictionary<User, long>();
        for (var step = 0; step < 250; step++)
        {
            await DoAsync(random, step);
            if (step % 40 == 39)
            {
                Close();
            }

            foreach (var user in Customers.Concat(Sellers))
            {
                var key = (await Store.LatestKeysAsync([user]))[0];
                Assert.True(key >= newest.GetValueOrDefault(user), $"{user}: {key} is given twice");
                newest[user] = key;
            }
        }

        TablesFit();
    }

    [Fact]
    public async Task The_id_of_a_removed_message_is_not_given_again()
    {
        await SaveAsync(Chat.FromCustomer("1"));
        await SaveAsync(Chat.FromCustomer("2"));
        await Data.EraseAsync(Chat.Customer, 1000).SoonAsync();
        Close();

        await SaveAsync(Chat.FromCustomer("3"));

        Assert.Equal(3, WritersConnection.Scalar("SELECT max(id) FROM messages"));
    }

    [Fact]
    public async Task Of_a_visitor_who_only_looked_nothing_is_kept()
    {
        await Assignments.ClaimAsync(new ClaimRequest(Chat.Shop, Chat.Customer, [9], [], 1)).SoonAsync();
        await Store.RaiseSyncKeyAsync(Chat.OtherCustomer, "phone", 0).SoonAsync();
        await Assignments.ClaimAsync(new ClaimRequest(Chat.Shop, Chat.OtherCustomer, [9], [], 1)).SoonAsync();

        await Assignments.ForgetUnusedAsync(2).SoonAsync();

        Assert.Equal(0, WritersConnection.Scalar("SELECT count(*) FROM assignments"));
        Assert.Equal(Chat.OtherCustomer.Uid, WritersConnection.Scalar("SELECT sum(uid) FROM queues"));
    }

    [Fact]
    public async Task Of_an_erased_customer_only_the_number_of_the_newest_key_is_kept()
    {
        await SaveAsync(Chat.FromCustomer("1"));
        await Data.EraseAsync(Chat.Customer, 1000).SoonAsync();

        var kept = WritersConnection.Scalar(
            """
            SELECT (SELECT count(*) FROM messages) + (SELECT count(*) FROM entries) + (SELECT count(*) FROM conversations)
                + (SELECT count(*) FROM assignments) + (SELECT count(*) FROM sync_keys) + (SELECT count(*) FROM read_positions)
            """);
        Assert.Equal(0, kept);
        Assert.Equal(1, WritersConnection.Scalar("SELECT removed_key FROM queues WHERE uid = 1001"));
    }

    private Task DoAsync(Random random, int step)
    {
        var customer = Customers[random.Next(Customers.Length)];
        var seller = Sellers[random.Next(Sellers.Length)];
        var shop = random.Next(3);
        return random.Next(14) switch
        {
            0 => Data.MergeAsync(customer, Customers[random.Next(Customers.Length)]),
            1 => Data.EraseAsync(customer, random.Next(1, 5)),
            2 => Data.ExpireAsync(shop, step - 20, random.Next(1, 5)),
            3 => Assignments.ClaimAsync(new ClaimRequest(3, customer, [9, 10], [], step)),
            4 => Assignments.ChangeAsync(new AssignmentChange(shop, customer, seller.Uid, seller.Uid, random.Next(2) == 0, step)),
            5 => Assignments.ForgetUnusedAsync(step - 10),
            6 => Store.RaiseSyncKeyAsync(customer, "phone", step),
            7 => ReadAsync(customer, Party.Customer, Chat.Between(customer, seller, shop), step),
            8 => ReadAsync(seller, Party.Seller, Chat.Between(customer, seller, shop), step),
            < 11 => Store.SaveAsync(Chat.FromSeller($"{step}", $"{step % 9}", customer, seller, shop, step)).SoonAsync(),
            _ => Store.SaveAsync(Chat.FromCustomer($"{step}", $"{step % 9}", customer, seller, shop, step)).SoonAsync(),
        };
    }

    private Task<ReadPosition> ReadAsync(User user, Party party, Conversation conversation, long key) =>
        Store.Database.UpdateAsync(session => SqliteReadPositions.Raise(session, user, party, conversation, key));

    private void TablesFit()
    {
        Settle();
        Assert.Equal("", Verified.Text(File));
        Assert.Equal(0, WritersConnection.Scalar(
            """
            SELECT count(*) FROM conversations v WHERE store_id <> 0
                AND NOT EXISTS (SELECT 1 FROM assignments WHERE customer = v.customer AND store_id = v.store_id AND is_used = 1)
            """));
    }
}
