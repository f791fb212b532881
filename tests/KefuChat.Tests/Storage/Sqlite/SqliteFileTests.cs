using KefuChat.Storage;
using KefuChat.Storage.Sqlite;

namespace KefuChat.Tests.Storage.Sqlite;

/// <summary>What the file is like, and that it belongs to one store at a time.</summary>
public sealed class SqliteFileTests : SqliteTest
{
    [Fact]
    public void The_writer_appends_to_a_log_and_fsyncs_it_at_every_commit()
    {
        Assert.Equal("wal", WritersConnection.Text("PRAGMA journal_mode"));
        Assert.Equal(2, WritersConnection.Scalar("PRAGMA synchronous"));
    }

    [Fact]
    public async Task A_writer_that_was_opened_anew_fsyncs_too()
    {
        var first = WritersConnection;
        first.Run("PRAGMA query_only = ON");
        await SaveAsync(Chat.FromCustomer("refused"));
        await SaveAsync(Chat.FromCustomer("stored"));

        Assert.NotSame(first, WritersConnection);
        Assert.Equal("wal", WritersConnection.Text("PRAGMA journal_mode"));
        Assert.Equal(2, WritersConnection.Scalar("PRAGMA synchronous"));
    }

    [Fact]
    public void The_file_says_whose_it_is_and_of_which_version()
    {
        Assert.Equal("Kefu"u8.ToArray(), BitConverter.GetBytes((int)WritersConnection.Scalar("PRAGMA application_id")).Reverse());
        Assert.Equal(SqliteSchema.Version, WritersConnection.Scalar("PRAGMA user_version"));
    }

    [Fact]
    public async Task A_body_is_stored_once_with_an_entry_for_each_queue()
    {
        await SaveAsync(Chat.FromCustomer("to another"));
        Assert.Equal((1, 2), (Count("messages"), Count("entries")));

        await SaveAsync(Chat.FromCustomer("to myself", customer: Chat.Seller));
        Assert.Equal((2, 3), (Count("messages"), Count("entries")));
    }

    [Fact]
    public async Task A_duplicate_adds_no_row()
    {
        await SaveAsync(Chat.FromCustomer("hello", uuid: "a"));
        await SaveAsync(Chat.FromCustomer("hello", uuid: "a"));

        Assert.Equal((1, 2, 1), (Count("messages"), Count("entries"), Count("conversations")));
    }

    [Fact]
    public async Task A_second_store_on_the_file_is_refused_and_the_first_goes_on()
    {
        await SaveAsync(Chat.FromCustomer("1"));

        var refusal = Assert.Throws<StorageRefusedException>(Open);

        Assert.Contains(File, refusal.Message, StringComparison.Ordinal);
        Assert.Contains("in use", refusal.Message, StringComparison.Ordinal);
        Assert.Equal(SaveStatus.Stored, await SaveAsync(Chat.FromCustomer("2")));
        await HoldsNumberedAsync(2);
    }

    [Fact]
    public async Task A_closed_store_leaves_the_file_to_the_next()
    {
        await SaveAsync(Chat.FromCustomer("1"));
        Close();

        Assert.Equal(SaveStatus.Stored, await SaveAsync(Chat.FromCustomer("2")));
        await HoldsNumberedAsync(2);
    }

    [Fact]
    public void A_closed_store_leaves_one_file_that_can_be_copied_away()
    {
        _ = Store;
        Close();

        Assert.False(System.IO.File.Exists(File + "-wal"));
        Assert.False(System.IO.File.Exists(File + "-shm"));
    }

    [Fact]
    public async Task Nobody_but_the_owner_may_read_the_file_or_those_beside_it()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no file modes");
        await SaveAsync(Chat.FromCustomer("secret"));

        var modes = Directory.GetFiles(Path.GetDirectoryName(File)!).ToDictionary(file => Path.GetFileName(file), Mode);

        Assert.Contains("kefu.db", modes.Keys);
        Assert.Contains("kefu.db-wal", modes.Keys);
        Assert.All(modes.Values, mode => Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, mode));
    }

    private static UnixFileMode Mode(string file) =>
        OperatingSystem.IsWindows() ? UnixFileMode.None : System.IO.File.GetUnixFileMode(file);

    private long Count(string table)
    {
        using var connection = Connect();
        return connection.Scalar($"SELECT count(*) FROM {table}");
    }
}
