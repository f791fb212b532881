using System.Text;
using KefuChat.Maintenance.Migration;
using KefuChat.Protocol;
using KefuChat.Storage.Assignments;
using KefuChat.Storage.Conversations;
using KefuChat.Storage.Documents;
using KefuChat.Storage.Sqlite;
using KefuChat.Tests.Storage;
using KefuChat.Tests.Storage.Postgres;
using KefuChat.Tests.Storage.Sqlite;

namespace KefuChat.Tests.Maintenance;

/// <summary>A store with all that a store can hold, and an empty database.</summary>
public abstract class StoreMigrationTest : SqliteCommitLogTest, IAsyncLifetime
{
    private protected static readonly User Visitor = new(7, 1003);
    private protected static readonly User Erased = new(7, 1004);
    private protected static readonly User[] Customers = [Chat.Customer, Chat.OtherCustomer, Visitor, Erased, Chat.Seller];
    private protected static readonly User[] Sellers = [Chat.Seller, Chat.OtherSeller];

    // No clock is right for ever: the first message after these two bears an earlier time, and one a time to come.
    private static readonly long LastMonth = DateTimeOffset.UtcNow.AddMonths(-1).ToUnixTimeMilliseconds();
    private static readonly long NextYear = DateTimeOffset.UtcNow.AddYears(1).ToUnixTimeMilliseconds();

    /// <summary>How the database is reached.</summary>
    private protected string Target { get; private set; } = "";

    /// <summary>The SQLite stores, open.</summary>
    private protected Stores SqliteStores => new(Store, Conversations)
    {
        Documents = new SqliteDocumentStore(Store.Database),
        Assignments = new SqliteAssignmentStore(Store.Database),
        Customers = new SqliteCustomerDataStore(Store.Database),
    };

    public async ValueTask InitializeAsync() => Target = await PostgresSchemas.NewAsync();

    public async ValueTask DisposeAsync()
    {
        Dispose();
        GC.SuppressFinalize(this);
        await PostgresSchemas.DropAsync(Target);
    }

    /// <summary>Fills the store, and closes it: what it says of all users.</summary>
    private protected async Task<string> FillAsync()
    {
        var stores = SqliteStores;
        await SaveAsync(Chat.FromCustomer("old", "old", at: Chat.Noon));
        await SaveAsync(Chat.FromSeller("answer", at: LastMonth));
        await SaveAsync(Chat.FromCustomer("late", at: Chat.Noon + 1));
        await SaveAsync(Chat.FromCustomer("2", "two", at: LastMonth));
        await SaveAsync(Chat.FromSeller("to another", customer: Chat.OtherCustomer, seller: Chat.OtherSeller, shop: Chat.OtherShop, at: LastMonth));
        await SaveAsync(Chat.FromCustomer("no shop", customer: Chat.OtherCustomer, shop: 0, at: LastMonth));
        await SaveAsync(Chat.FromCustomer("to himself", "self", Chat.Seller, Chat.Seller, at: LastMonth));
        var note = Chat.FromSeller("note", at: LastMonth) with { DedupeId = "never shown", IsNote = true, SenderDevice = "ein Gerät\0" };
        await SaveAsync(note with { Message = note.Message with { IsV2 = true } });
        foreach (var (customer, text) in ((User, string)[])[(Visitor, "as a visitor"), (Visitor, "again"), (Erased, "gone"), (Chat.Customer, "3")])
        {
            await SaveAsync(Chat.FromCustomer(text, text, customer, at: LastMonth));
        }

        await stores.Customers.MergeAsync(Visitor, Chat.Customer).SoonAsync();
        await stores.Customers.EraseAsync(Erased, 100).SoonAsync();
        await SaveAsync(Chat.FromCustomer("ahead", at: NextYear));
        await SaveAsync(Chat.FromCustomer("", "last", at: LastMonth));
        await Store.RaiseSyncKeyAsync(Chat.Customer, "phone", 3).SoonAsync();
        await Store.RaiseSyncKeyAsync(Chat.Customer, "手机", 5).SoonAsync();
        await stores.Conversations.RaiseReadPositionAsync(Chat.Seller, Party.Seller, Chat.Between(Chat.Customer, Chat.Seller), 3).SoonAsync();
        await stores.Conversations.RaiseReadPositionAsync(Chat.Customer, Party.Customer, Chat.Between(Chat.Customer, Chat.Seller), 6).SoonAsync();
        await stores.Assignments.ClaimAsync(new ClaimRequest(Chat.Shop, Chat.OtherCustomer, [9, 10], [], 5)).SoonAsync();
        await stores.Assignments.ChangeAsync(new AssignmentChange(Chat.Shop, Chat.Customer, 9, 10, IsOpen: true, 6, "please take over\n")).SoonAsync();
        for (var i = 0; i < 5; i++)
        {
            await stores.Documents.PutAsync(new Document(new DocumentKey("store", $"{i}"), "v1", Encoding.UTF8.GetBytes($$"""{"name":"店{{i}}"}""")), null).SoonAsync();
        }

        var said = await StoresText.OfAsync(stores, Customers, Sellers);
        Close();
        return said;
    }

    /// <summary>A migration, with what it found in the end.</summary>
    private protected StoreMigration Migration(Action<string, long, long>? copied = null, ICollection<TableComparison>? compared = null) =>
        new(File, Target) { BatchRows = 2, Copied = copied ?? ((_, _, _) => { }), Compared = comparison => compared?.Add(comparison) };

    /// <summary>Migrates to the end, where all is the same.</summary>
    private protected async Task MigrateAsync()
    {
        var compared = new List<TableComparison>();
        Assert.True(await Migration(compared: compared).RunAsync(CancellationToken.None), string.Join("\n", compared));
        Assert.All(compared, table => Assert.Equal((table.Rows, table.Sum, null), (table.CopiedRows, table.CopiedSum, table.FirstDifference)));
    }

    /// <summary>What PostgreSQL says of all users.</summary>
    private protected async Task<string> MigratedAsync()
    {
        await using var backend = new PostgresBackend(Target);
        var stores = await backend.OpenAsync();
        try
        {
            return await StoresText.OfAsync(stores, Customers, Sellers);
        }
        finally
        {
            await backend.CloseAsync(stores);
        }
    }

    /// <summary>Runs a statement in the database.</summary>
    private protected Task RunAsync(string statement) =>
        SharedPostgres.RunAsync($"SET search_path = {new Npgsql.NpgsqlConnectionStringBuilder(Target).SearchPath}; {statement}");
}
