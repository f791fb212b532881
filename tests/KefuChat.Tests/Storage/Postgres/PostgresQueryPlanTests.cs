using System.Text.RegularExpressions;
using KefuChat.Protocol;
using KefuChat.Storage;
using KefuChat.Storage.Conversations;
using KefuChat.Storage.Postgres;
using KefuChat.Storage.Search;
using Npgsql;

namespace KefuChat.Tests.Storage.Postgres;

/// <summary>What is read of conversations is found by indexes, however much there is.</summary>
public sealed class PostgresQueryPlanTests : PostgresTest
{
    private static readonly User Seller = new(1, 1);
    private static readonly User Customer = new(7, 1);
    private static readonly Conversation Theirs = new(7, 1, 3, 1);

    /// <summary>Two hundred sellers with a hundred customers each, and three messages in every conversation, one a month.</summary>
    private const string Fill =
        """
        INSERT INTO queues (appid, uid, newest_key) SELECT 1, g, 300 FROM generate_series(1, 200) AS g;
        INSERT INTO queues (appid, uid, newest_key) SELECT 7, g, 3 FROM generate_series(1, 20000) AS g;
        INSERT INTO conversations (customer, store_id, seller) SELECT 200 + g, 3, 1 + (g - 1) % 200 FROM generate_series(1, 20000) AS g;
        INSERT INTO messages SELECT ((SELECT last_value >> 40 FROM message_ids) + month << 40) + v.id, v.id,
            CASE month WHEN 0 THEN v.seller ELSE v.customer END, v.customer, 2 + month,
            v.seller, 100 * (1 + month) + v.id / 200, 0, 24, 0, '', '', '\x01' FROM generate_series(-1, 1) AS month, conversations v;
        UPDATE conversations v SET last_message = (SELECT max(id) FROM messages m WHERE m.conversation = v.id);
        INSERT INTO read_positions SELECT seller, id, 300, last_message FROM conversations WHERE id > 1;
        INSERT INTO read_positions SELECT seller, id, 1, last_message - (2::bigint << 40) FROM conversations WHERE id = 1;
        INSERT INTO read_positions SELECT customer, id, 1, 1 FROM conversations;
        INSERT INTO search_words SELECT id, ARRAY[customer, seller, -seller_key] FROM messages;
        UPDATE search_state SET indexed_to = (SELECT max(id) FROM messages);
        INSERT INTO assignments SELECT customer, store_id, 1, true, true, id, id FROM conversations;
        UPDATE messages SET uuid = 'a' WHERE id = (SELECT min(id) FROM messages);
        ANALYZE queues, conversations, messages, read_positions, search_words, assignments;
        """;

    [Fact]
    public async Task Nothing_is_read_from_its_beginning_to_its_end()
    {
        var connection = await FillAsync();
        var plans = new List<string>();
        connection.Notice += (_, e) => plans.Add(e.Notice.MessageText);
        await ExplainAsync(connection);
        foreach (var mode in (string[])["force_custom_plan", "force_generic_plan"])
        {
            await connection.ExecuteAsync($"SET plan_cache_mode = {mode}");
            plans.Clear();
            await ReadAllAsync(connection);
            AreByIndex(plans);
        }
    }

    private static async Task ReadAllAsync(NpgsqlConnection connection)
    {
        foreach (var party in (Party[])[Party.Seller, Party.Customer])
        {
            await ReadAsync(connection, party == Party.Seller ? Seller : Customer, party);
        }

        await ReadAsShardAsync(connection);
    }

    private static void AreByIndex(List<string> plans)
    {
        Assert.NotEmpty(plans);
        Assert.All(plans, plan => Assert.DoesNotMatch("Seq Scan on (messages|conversations|read_positions|search_words|assignments)", plan));
        foreach (var index in (string[])["Backward using conversations_by_seller", "using messages_\\d+_\\d+_by_uuid", "using assignments_by_change"])
        {
            Assert.Contains(plans, plan => Regex.IsMatch(plan, "Index Scan " + index));
        }
    }

    /// <summary>Each finds something, so that no part of it is left out.</summary>
    private static async Task ReadAsync(NpgsqlConnection connection, User user, Party party)
    {
        var queue = party == Party.Seller ? 1 : 201;
        var all = new ConversationsRequest(user, party, 290, 10);
        foreach (var request in (ConversationsRequest[])[
            all, all with { State = ConversationState.Open, IsMine = true }, all with { BeforeKey = long.MaxValue, IsUnread = true }])
        {
            Assert.NotEmpty((await PostgresConversationList.PageAsync(connection, request, queue, customer: null)).Conversations);
        }

        if (party == Party.Seller)
        {
            Assert.Single((await PostgresConversationList.PageAsync(connection, all, queue, customer: 201)).Conversations);
        }

        var rows = new PostgresConversationRows(queue, party, Customer: 201, StoreId: 3);
        Assert.NotNull(await PostgresConversationList.FindAsync(connection, rows));
        Assert.NotEqual(default, await PostgresReadPositions.GetAsync(connection, rows));
        Assert.Equal(1, (await PostgresUnread.CountAsync(connection, queue, party)).Conversations);
        foreach (var range in (HistoryRange[])[HistoryRange.Newest(2), HistoryRange.After(1, 2)])
        {
            Assert.Equal(2, (await PostgresHistory.PageAsync(connection, 201, Theirs, range)).Messages.Count);
            Assert.Equal(2, (await PostgresHistory.PageAsync(connection, 201, Theirs with { SellerId = 0 }, range)).Messages.Count);
        }

        Assert.Empty((await new PostgresSearch(connection, queue, new SearchQuestion("dress"), 10).FindAsync(long.MaxValue)).Messages);
    }

    /// <summary>As one shard of several reads it.</summary>
    private static async Task ReadAsShardAsync(NpgsqlConnection connection)
    {
        var newest = await PostgresShardMessages.NewestAsync(connection, long.MaxValue);
        Assert.True((await PostgresShardMessages.PageAsync(connection, 0, newest, 10)).HasMore);
        Assert.NotNull(Assert.Single(await PostgresShardMessages.FindAsync(connection, [new(Customer, "a")])));
        Assert.Equal(10, (await PostgresAssignmentCopies.ReadAsync(connection, 10_000, 10)).Count);
    }

    private static async Task ExplainAsync(NpgsqlConnection connection)
    {
        try
        {
            await connection.ExecuteAsync("LOAD 'auto_explain'");
        }
        catch (PostgresException e)
        {
            Assert.Skip($"PostgreSQL cannot explain by itself: {e.MessageText}");
        }

        // So few rows are read from the beginning to the end unless that is forbidden: what is left then has no index to go by.
        foreach (var setting in (string[])["enable_seqscan = off", "auto_explain.log_min_duration = 0", "client_min_messages = log", "jit = off"])
        {
            await connection.ExecuteAsync($"SET {setting}");
        }
    }

    private async Task<NpgsqlConnection> FillAsync()
    {
        await OpenDatabaseAsync();
        var connection = await ConnectAsync();
        await PostgresPartitions.AddAsync(
            connection, (int)(await connection.ScalarAsync<long>("SELECT (last_value >> 40) - 1 FROM message_ids") ?? 0));
        await connection.ExecuteAsync(Fill);
        return connection;
    }
}
