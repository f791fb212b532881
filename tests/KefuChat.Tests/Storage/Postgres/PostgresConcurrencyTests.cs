using System.Collections.Concurrent;
using KefuChat.Protocol;
using KefuChat.Storage;
using KefuChat.Storage.Assignments;
using KefuChat.Storage.Conversations;
using KefuChat.Storage.Postgres;
using Microsoft.Extensions.Logging.Abstractions;
using static KefuChat.Tests.Storage.Chat;

namespace KefuChat.Tests.Storage.Postgres;

/// <summary>Two nodes over one database, doing everything at once to a few users.</summary>
public sealed class PostgresConcurrencyTests : PostgresTest
{
    /// <summary>At once, on either node.</summary>
    private const int Workers = 8;

    private const int StepsOfWorker = 40;

    private static readonly User[] Customers = [.. Enumerable.Range(1, 4).Select(uid => new User(7, uid))];
    private static readonly User[] Sellers = [.. Enumerable.Range(1, 3).Select(uid => new User(1, uid))];

    private readonly ConcurrentBag<(SaveRequest Request, SaveResult Result)> _saved = [];
    private readonly ConcurrentDictionary<User, int> _given = [];
    private int _expired;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Nobody_deadlocks_and_everything_is_there_once(int seed)
    {
        // Whoever waits for a lock waits as long as a slow machine needs: a deadlock ends sooner.
        var connectionString = Settings.ConnectionString + ";Command Timeout=60;Timeout=60";
        await using var one = await PostgresDatabase.OpenAsync(connectionString, TimeProvider.System);
        await using var other = await PostgresDatabase.OpenAsync(connectionString, TimeProvider.System);
        await using var oneStore = new PostgresMessageStore(one, NullLogger<PostgresMessageStore>.Instance);
        await using var otherStore = new PostgresMessageStore(other, NullLogger<PostgresMessageStore>.Instance);

        await Task.WhenAll(Enumerable.Range(0, 2 * Workers).Select(worker => worker < Workers
            ? WorkAsync(one, oneStore, seed, worker)
            : WorkAsync(other, otherStore, seed, worker))).SoonAsync();

        Assert.All(_saved, save => Assert.Equal(SaveStatus.Stored, save.Result.Status));
        await ShopsMessagesAreThereOnceAsync(oneStore);
        await KeysWereGivenOnceAsync(otherStore);
        await PostgresTables.FitAsync(one);
    }

    private async Task WorkAsync(PostgresDatabase database, PostgresMessageStore store, int seed, int worker)
    {
        var random = new Random((seed * 1000) + worker);
        using var index = new PostgresSearchIndex(database, TimeProvider.System, NullLogger<PostgresSearchIndex>.Instance);
        for (var step = 0; step < StepsOfWorker; step++)
        {
            await DoAsync(database, store, index, random, $"{worker}-{step}");
        }
    }

    /// <summary>Messages of the one shop are kept, and those of the other expire.</summary>
    private async Task DoAsync(
        PostgresDatabase database, PostgresMessageStore store, PostgresSearchIndex index, Random random, string text)
    {
        var customer = Customers[random.Next(Customers.Length)];
        var seller = Sellers[random.Next(Sellers.Length)];
        var shop = random.Next(3) == 0 ? OtherShop : Shop;
        var assignments = new PostgresAssignmentStore(database);
        var data = new PostgresCustomerDataStore(database);
        switch (random.Next(20))
        {
            case 0:
                var to = Customers[random.Next(Customers.Length)];
                var moved = await data.MergeAsync(customer, to);
                _given.AddOrUpdate(to, moved, (_, count) => count + moved);
                break;
            case 1:
                Interlocked.Add(ref _expired, await data.ExpireAsync(OtherShop, Noon + 1, random.Next(1, 20)));
                break;
            case 2 or 3:
                await assignments.ClaimAsync(new ClaimRequest(shop, customer, [1, 2, 3], [1, 2], Noon));
                break;
            case 4:
                await assignments.ChangeAsync(new AssignmentChange(shop, customer, seller.Uid, random.Next(1, 4), random.Next(2) == 0, Noon));
                break;
            case 5:
                await assignments.ForgetUnusedAsync(Noon + 1);
                break;
            case 6:
                await store.RaiseSyncKeyAsync(customer, "phone", random.Next(100));
                break;
            case 7:
                await new PostgresConversationStore(database).RaiseReadPositionAsync(customer, Party.Customer, Between(customer, seller, shop), random.Next(100));
                break;
            case 8:
                await new PostgresConversationStore(database).RaiseReadPositionAsync(seller, Party.Seller, Between(customer, seller, shop), random.Next(100));
                break;
            case 9:
                await index.FillAsync(CancellationToken.None);
                break;
            default:
                var save = random.Next(2) == 0
                    ? FromCustomer(text, text, customer, seller, shop)
                    : FromSeller(text, text, customer, seller, shop);
                _saved.Add((save, await store.SaveAsync(save)));
                await Task.Yield();
                break;
        }
    }

    private async Task ShopsMessagesAreThereOnceAsync(PostgresMessageStore store)
    {
        var sent = _saved.Select(save => save.Request.Message).ToList();
        var kept = sent.Where(message => message.StoreId == Shop).Select(message => message.Text()).Order().ToList();
        var bySellers = await HeldAsync(store, Sellers);
        var byCustomers = await HeldAsync(store, Customers);
        Assert.Equal(kept, bySellers.Where(message => message.StoreId == Shop).Select(message => message.Text()).Order());
        Assert.Equal(kept, byCustomers.Where(message => message.StoreId == Shop).Select(message => message.Text()).Order());
        Assert.Equal(sent.Count - _expired, bySellers.Count);
        Assert.Equal(sent.Count - _expired, byCustomers.Count);
        Assert.True(_expired > 0 && _given.Values.Sum() > 0, "nothing expired, or nothing was merged");
    }

    /// <summary>The keys of a queue are those its saves were answered with, and as many as it was given by merges: 1, 2, 3, ….</summary>
    private async Task KeysWereGivenOnceAsync(PostgresMessageStore store)
    {
        foreach (var user in Customers.Concat(Sellers))
        {
            var keys = _saved
                .Where(save => save.Request.Sender == user || save.Request.Receiver == user)
                .Select(save => save.Request.Sender == user ? save.Result.SenderKey : save.Result.ReceiverKey)
                .ToHashSet();
            var saves = _saved.Count(save => save.Request.Sender == user || save.Request.Receiver == user);
            var newest = (await store.LatestKeysAsync([user]))[0];
            Assert.Equal(saves, keys.Count);
            Assert.Equal(newest, saves + _given.GetValueOrDefault(user));
            Assert.All(keys, key => Assert.InRange(key, 1, newest));
        }
    }

    private static async Task<List<CustomerMessage>> HeldAsync(PostgresMessageStore store, User[] users)
    {
        var held = new List<CustomerMessage>();
        foreach (var user in users)
        {
            held.AddRange((await store.ReadQueueAsync(user)).Select(entry => entry.Message));
        }

        return held;
    }
}
