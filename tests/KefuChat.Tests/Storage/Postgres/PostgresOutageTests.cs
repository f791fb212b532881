using KefuChat.Storage;
using KefuChat.Storage.Postgres;

namespace KefuChat.Tests.Storage.Postgres;

/// <summary>Whatever keeps the database from answering, whoever asks hears so, it is counted, and service resumes by itself.</summary>
public sealed class PostgresOutageTests : PostgresTest
{
    private static readonly string[] Texts = ["1", "2", "bad", "3", "4"];

    [Fact]
    public async Task A_queue_that_somebody_holds_locked()
    {
        Settings.CommandTimeout = 1;
        var store = await OpenAsync();
        await store.SaveAsync(Chat.FromCustomer("1", "a")).SoonAsync();
        await using var other = await ConnectAsync();
        await using var holding = await other.BeginTransactionAsync();
        await other.ExecuteAsync("SELECT * FROM queues FOR UPDATE");

        Assert.Equal(SaveStatus.Unavailable, (await store.SaveAsync(Chat.FromCustomer("2", "b")).SoonAsync()).Status);
        Assert.Equal(1, Failures(PostgresFailure.Timeout));

        await holding.RollbackAsync();
        Assert.Equal(2, (await ResumeAsync(store, Chat.FromCustomer("2", "b"))).ReceiverKey);
        Assert.Equal(["1", "2"], await store.ReadContentsAsync(Chat.Seller));
        Assert.Equal([1021, 1022], Log.Events);
    }

    [Fact]
    public async Task A_read_that_takes_too_long()
    {
        Settings.CommandTimeout = 1;
        var database = await OpenDatabaseAsync();

        var e = await Assert.ThrowsAsync<StorageUnavailableException>(() => database.ReadAsync(connection => connection.ExecuteAsync("SELECT pg_sleep(60)")));

        Assert.Contains("timeout", e.Message, StringComparison.Ordinal);
        Assert.Equal(1, Failures(PostgresFailure.Timeout));
    }

    [Fact]
    public async Task A_pool_that_is_exhausted()
    {
        Settings.MaxPoolSize = 1;
        Settings.Timeout = 1;
        var database = await OpenDatabaseAsync();

        await database.ReadAsync(async connection =>
        {
            var e = await Assert.ThrowsAsync<StorageUnavailableException>(() => database.ReadAsync(other => other.ScalarAsync<int>("SELECT 1")));
            Assert.Contains("pool exhausted", e.Message, StringComparison.Ordinal);
            return await connection.ScalarAsync<int>("SELECT 1");
        });

        Assert.Equal(1, Failures(PostgresFailure.PoolExhausted));
        Assert.Equal(1, await database.ReadAsync(connection => connection.ScalarAsync<int>("SELECT 1")));
    }

    [Fact]
    public async Task A_connection_that_is_lost()
    {
        var database = await OpenDatabaseAsync();

        await Assert.ThrowsAsync<StorageUnavailableException>(() => database.ReadAsync(connection =>
            connection.ExecuteAsync("SELECT pg_terminate_backend(pg_backend_pid())")));

        Assert.Equal(1, Failures(PostgresFailure.ConnectionLost));
        Assert.Equal(1, await database.ReadAsync(connection => connection.ScalarAsync<int>("SELECT 1")));
    }

    [Fact]
    public async Task A_server_that_takes_no_writes()
    {
        var database = await OpenDatabaseAsync();

        // As a primary is that has become a standby under open connections.
        await Assert.ThrowsAsync<StorageUnavailableException>(() => database.UpdateAsync(async transaction =>
        {
            await transaction.Connection.ExecuteAsync("SET TRANSACTION READ ONLY");
            return await transaction.Connection.ExecuteAsync("UPDATE probe SET count = count + 1");
        }));

        Assert.Equal(1, Failures(PostgresFailure.ReadOnly));
        Assert.Equal(1, await database.UpdateAsync(transaction => transaction.Connection.ExecuteAsync("UPDATE probe SET count = count + 1")));
    }

    [Fact]
    public async Task A_message_that_cannot_be_stored_is_refused_by_itself()
    {
        var store = await OpenAsync();
        await using var other = await ConnectAsync();
        await other.ExecuteAsync("ALTER TABLE messages ADD CONSTRAINT no_bad CHECK (content <> 'bad')");
        await using var holding = await other.BeginTransactionAsync();
        await store.SaveAsync(Chat.FromCustomer("0")).SoonAsync();
        await other.ExecuteAsync("SELECT * FROM queues FOR UPDATE");

        // Held up by the first, the others make a group.
        Task<SaveResult>[] saves = [.. Texts.Select(text => store.SaveAsync(Chat.FromCustomer(text)))];
        await holding.RollbackAsync();
        var answers = await Task.WhenAll(saves).SoonAsync();

        Assert.Equal([2L, 3, 0, 4, 5], answers.Select(answer => answer.SenderKey));
        Assert.Equal(SaveStatus.Unavailable, answers[2].Status);
        Assert.Equal(["0", "1", "2", "3", "4"], await store.ReadContentsAsync(Chat.Seller));
    }

    [Fact]
    public async Task A_database_that_was_made_anew_is_not_written_to_as_if_it_were_the_old_one()
    {
        var store = await OpenAsync();
        await store.SaveAsync(Chat.FromCustomer("1")).SoonAsync();
        await using var other = await ConnectAsync();
        await other.ExecuteAsync("DELETE FROM queues");

        Assert.Equal(SaveStatus.Unavailable, (await store.SaveAsync(Chat.FromCustomer("2")).SoonAsync()).Status);

        Assert.Equal(1, (await ResumeAsync(store, Chat.FromCustomer("2"))).SenderKey);
    }

    [Fact]
    public async Task A_closed_store_refuses()
    {
        var store = await OpenAsync();
        await store.DisposeAsync();

        Assert.Equal(SaveStatus.Unavailable, (await store.SaveAsync(Chat.FromCustomer("1")).SoonAsync()).Status);
    }
}
