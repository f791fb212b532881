using KefuChat.Protocol;
using KefuChat.Storage;
using KefuChat.Storage.Conversations;
using KefuChat.Storage.Sqlite;
using Microsoft.Data.Sqlite;
using static KefuChat.Tests.Storage.Chat;

namespace KefuChat.Tests.Storage.Sqlite;

/// <summary>What is read of conversations is found by indexes, however much there is.</summary>
public sealed class SqliteQueryPlanTests : SqliteTest
{
    private static readonly Conversation Theirs = Between(Customer, Seller);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public Task A_list(bool isSellers) => UsesIndexesAsync(connection => SqliteConversationList.Page(
        connection, new ConversationsRequest(Side(isSellers).User, Side(isSellers).Party, 100, 10, ConversationState.Open)).Conversations.Count);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public Task A_narrowed_list(bool isSellers) => UsesIndexesAsync(connection => SqliteConversationList.Page(
        connection,
        new ConversationsRequest(
            Side(isSellers).User, Side(isSellers).Party, 100, 10, IsUnread: true, IsMine: true, Customer: Customer)).Conversations.Count);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public Task What_is_unread(bool isSellers) => UsesIndexesAsync(connection =>
        SqliteUnread.Count(connection, Side(isSellers).User, Side(isSellers).Party).Messages);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public Task One_conversation(bool isSellers) => UsesIndexesAsync(connection =>
        SqliteConversationList.Find(connection, Side(isSellers).User, Side(isSellers).Party, Theirs) is null ? 0 : 1);

    [Theory]
    [InlineData(true, 0)]
    [InlineData(true, 9)]
    [InlineData(false, 0)]
    [InlineData(false, 9)]
    public Task A_history(bool isForward, long sellerId) => UsesIndexesAsync(connection => SqliteHistory.Page(
        connection, Theirs with { SellerId = sellerId }, new HistoryRange(2, isForward, 10)).Messages.Count);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public Task A_read_position(bool isSellers) => UsesIndexesAsync(connection =>
        SqliteReadPositions.Get(connection, Side(isSellers).User, Side(isSellers).Party, Theirs).Key);

    [Fact]
    public async Task What_the_search_index_takes_in()
    {
        await UsesIndexesAsync(connection => SqliteSearchSource.After(connection, 1, 10).Count);
        await UsesIndexesAsync(connection => SqliteSearchSource.Find(connection, 1) is null ? 0 : 1);
        await UsesIndexesAsync(connection => connection.NewestMessage());
    }

    [Fact]
    public async Task What_other_shards_ask_for()
    {
        await UsesIndexesAsync(connection => SqliteMessagePlaces.Find(connection, [new(Customer, "a")])[0] is null ? 0 : 1);
        await UsesIndexesAsync(connection => SqliteMessagePlaces.Page(connection, 1, 100, 10).Messages.Count);
        await UsesIndexesAsync(connection => SqliteAssignmentCopies.Find(connection, Shop, Customer) is null ? 0 : 1);
        await UsesIndexesAsync(connection => SqliteAssignmentCopies.Read(connection, Noon - 1, 10).Count);
    }

    private static (User User, Party Party) Side(bool isSellers) => isSellers ? (Seller, Party.Seller) : (Customer, Party.Customer);

    /// <summary>Explains each statement that a read runs. It must find something, so that none of them is left out.</summary>
    private async Task UsesIndexesAsync(Func<SqliteConnection, long> read)
    {
        await SaveAsync(FromCustomer("1", uuid: "a"));
        await SaveAsync(FromSeller("2", seller: OtherSeller));
        await SaveAsync(FromCustomer("3"));
        await Conversations.RaiseReadPositionAsync(Seller, Party.Seller, Theirs, 1).SoonAsync();
        await Conversations.RaiseReadPositionAsync(Customer, Party.Customer, Theirs, 1).SoonAsync();
        var statements = new List<string>();

        Store.Database.Read(reader =>
        {
            SQLitePCL.raw.sqlite3_trace(reader.Connection.Handle, (_, statement) => statements.Add(statement), null);
            Assert.True(read(reader.Connection) > 0);
            SQLitePCL.raw.sqlite3_trace(reader.Connection.Handle, (SQLitePCL.strdelegate_trace?)null, null);
            return 0;
        });

        Assert.NotEmpty(statements);
        using var connection = Connect();
        Assert.All(statements, statement => Assert.DoesNotContain(
            Plan(connection, statement), step => step.StartsWith("SCAN", StringComparison.Ordinal) && !IsSmall(step)));
    }

    /// <summary>Results of a subquery, which has a limit; a list that was handed in; and the one row of the store's own.</summary>
    private static bool IsSmall(string step) =>
        step.StartsWith("SCAN (subquery", StringComparison.Ordinal) || step.Contains(" VIRTUAL TABLE ", StringComparison.Ordinal) || step == "SCAN store";

    private static List<string> Plan(SqliteConnection connection, string statement)
    {
        using var command = connection.Prepare($"EXPLAIN QUERY PLAN {statement}");
        using var row = command.ExecuteReader();
        var steps = new List<string>();
        while (row.Read())
        {
            steps.Add(row.GetString(3));
        }

        return steps;
    }
}
