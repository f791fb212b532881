using System.Security.Cryptography;
using KefuChat.Storage;
using KefuChat.Storage.Sqlite;

namespace KefuChat.Tests.Storage.Sqlite;

/// <summary>A file that cannot be used stops the start, with the reason, and keeps every byte.</summary>
public sealed class SqliteRefusalTests : SqliteTest
{
    [Theory]
    [InlineData(10)]
    [InlineData(4096)]
    [InlineData(100_000)]
    public void A_file_of_garbage(int size)
    {
        System.IO.File.WriteAllBytes(File, Garbage(size));

        IsRefused("no KefuChat store");
    }

    [Fact]
    public void A_file_of_zeros()
    {
        System.IO.File.WriteAllBytes(File, new byte[8192]);

        IsRefused("no KefuChat store");
    }

    [Theory]
    [InlineData(0.9)]
    [InlineData(0.5)]
    [InlineData(0.001)]
    public async Task A_file_that_was_cut_off(double rest)
    {
        await FillAsync();
        using (var file = System.IO.File.OpenWrite(File))
        {
            file.SetLength((long)(file.Length * rest));
        }

        IsRefused("damaged");
    }

    [Theory]
    [InlineData("queues")]
    [InlineData("messages")]
    [InlineData("entries")]
    [InlineData("messages_by_uuid")]
    public async Task A_file_with_a_page_of_garbage(string table)
    {
        await FillAsync();
        Overwrite(page: RootPage(table), Garbage(4096));

        IsRefused("damaged");
    }

    [Fact]
    public async Task A_file_whose_header_is_garbage()
    {
        await FillAsync();
        Overwrite(page: 1, Garbage(4096));

        IsRefused("no KefuChat store");
    }

    [Theory]
    [InlineData("")]
    [InlineData("; PRAGMA user_version = 1")]
    [InlineData("; PRAGMA application_id = 252006674")]
    [InlineData("; PRAGMA journal_mode = WAL")]
    public void Another_programs_database(string more)
    {
        using (var other = Connect())
        {
            other.Run("CREATE TABLE recipes (name TEXT); INSERT INTO recipes VALUES ('soup')" + more);
        }

        IsRefused("another program's database");
    }

    [Fact]
    public void Another_programs_database_that_has_no_tables_yet()
    {
        using (var other = Connect())
        {
            other.Run("PRAGMA application_id = 252006674");
        }

        IsRefused("another program's database");
    }

    [Fact]
    public async Task A_store_of_a_later_version()
    {
        await FillAsync();
        using (var later = Connect())
        {
            later.Run("PRAGMA user_version = 99");
        }

        IsRefused("version 99");
    }

    [Fact]
    public void A_directory_that_does_not_exist()
    {
        var file = Path.Combine(File, "nowhere", "kefu.db");

        var refusal = Assert.Throws<StorageRefusedException>(() => new SqliteMessageStore(file, StoreTime, Log));

        Assert.Contains(file, refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refused_file_can_be_used_again_once_it_is_repaired()
    {
        await SaveAsync(Chat.FromCustomer("1"));
        Close();
        var backup = System.IO.File.ReadAllBytes(File);
        System.IO.File.WriteAllBytes(File, Garbage(4096));
        IsRefused("no KefuChat store");

        System.IO.File.WriteAllBytes(File, backup);

        await HoldsNumberedAsync(1);
    }

    private async Task FillAsync()
    {
        await Task.WhenAll(Enumerable.Range(1, 200).Select(i =>
            Store.SaveAsync(Chat.FromCustomer(new string('x', 1000), uuid: $"{i}", customer: new(7, i))))).SoonAsync();
        Close();
    }

    private void IsRefused(string reason)
    {
        var before = Hash();

        var refusal = Assert.Throws<StorageRefusedException>(Open);

        Assert.Contains(File, refusal.Message, StringComparison.Ordinal);
        Assert.Contains(reason, refusal.Message, StringComparison.Ordinal);
        Assert.Equal(before, Hash());
    }

    private string Hash() => Convert.ToHexString(SHA256.HashData(System.IO.File.ReadAllBytes(File)));

    private long RootPage(string table)
    {
        using var connection = Connect();
        return connection.Scalar($"SELECT rootpage FROM sqlite_schema WHERE name = '{table}'");
    }

    private void Overwrite(long page, byte[] bytes)
    {
        using var file = System.IO.File.OpenWrite(File);
        file.Position = (page - 1) * 4096;
        file.Write(bytes);
    }

    private static byte[] Garbage(int size)
    {
        var bytes = new byte[size];
        new Random(1).NextBytes(bytes);
        return bytes;
    }
}
