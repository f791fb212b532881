using System.Security.Cryptography;
using KefuChat.Storage;
using KefuChat.Storage.Sqlite;

namespace KefuChat.Tests.Storage.Sqlite;

/// <summary>After a crash a log or journal lies beside the file. It belongs to it: refusing one leaves both as they are.</summary>
public sealed class SqliteLeftLogTests : SqliteTest
{
    private static readonly string[] Suffixes = ["", "-wal", "-journal", ".commitlog"];

    private string Origin => File + ".origin";

    [Fact]
    public void Another_programs_database_with_a_log()
    {
        using var other = Connect(Origin);
        other.Run("PRAGMA journal_mode = WAL; CREATE TABLE recipes (name TEXT); INSERT INTO recipes VALUES ('soup')");
        CopyAsACrashLeavesIt();

        IsRefused("another program's database");
    }

    [Fact]
    public void Another_programs_database_with_a_journal()
    {
        using var other = Connect(Origin);
        other.Run("CREATE TABLE recipes (name TEXT); PRAGMA cache_size = 1; BEGIN");
        other.Run("WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 3000) INSERT INTO recipes SELECT hex(randomblob(100)) FROM n");
        CopyAsACrashLeavesIt();
        Assert.True(System.IO.File.Exists(File + "-journal"));

        IsRefused(File);
    }

    [Fact]
    public async Task A_store_of_a_later_version_with_a_log()
    {
        await SaveAsync(Chat.FromCustomer("1"));
        Close();
        System.IO.File.Move(File, Origin);
        using var later = Connect(Origin);
        later.Run("PRAGMA user_version = 99");
        CopyAsACrashLeavesIt();

        IsRefused("version 99");
    }

    [Fact]
    public async Task A_damaged_store_with_a_log()
    {
        using var store = await FillOriginAsync();
        CopyAsACrashLeavesIt();
        using (var file = System.IO.File.OpenWrite(File))
        {
            file.Position = file.Length / 2;
            file.Write(RandomNumberGenerator.GetBytes((int)(file.Length / 4)));
        }

        IsRefused("damaged");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_log_without_its_file_is_not_taken_for_a_new_store(bool fileIsThere)
    {
        using var store = await FillOriginAsync();
        CopyAsACrashLeavesIt();
        System.IO.File.Delete(File);
        if (fileIsThere)
        {
            System.IO.File.Create(File).Dispose();
        }

        IsRefused("damaged");
    }

    [Fact]
    public async Task A_sound_store_with_a_log_goes_on_where_it_was_killed()
    {
        using var killed = new SqliteMessageStore(Origin, StoreTime, Log);
        await Task.WhenAll(Chat.Numbered(200).Select(killed.SaveAsync)).SoonAsync();
        CopyAsACrashLeavesIt();

        await HoldsNumberedAsync(200);
        Assert.Equal(SaveStatus.Stored, await SaveAsync(Chat.FromCustomer("201")));
        await HoldsNumberedAsync(201);
    }

    /// <summary>A store whose messages are half in the file, half in the log.</summary>
    private async Task<SqliteMessageStore> FillOriginAsync()
    {
        SaveRequest[] requests = [.. Enumerable.Range(1, 200).Select(_ => Chat.FromCustomer(new string('x', 1000)))];
        using (var store = new SqliteMessageStore(Origin, StoreTime, Log))
        {
            await Task.WhenAll(requests.Select(store.SaveAsync)).SoonAsync();
        }

        var again = new SqliteMessageStore(Origin, StoreTime, Log);
        await Task.WhenAll(requests.Select(again.SaveAsync)).SoonAsync();
        return again;
    }

    private void CopyAsACrashLeavesIt()
    {
        foreach (var suffix in Suffixes.Where(suffix => System.IO.File.Exists(Origin + suffix)))
        {
            System.IO.File.Copy(Origin + suffix, File + suffix);
        }
    }

    private void IsRefused(string reason)
    {
        var before = Hashes();

        var refusal = Assert.Throws<StorageRefusedException>(() => Open().Dispose());

        Assert.Contains(File, refusal.Message, StringComparison.Ordinal);
        Assert.Contains(reason, refusal.Message, StringComparison.Ordinal);
        Assert.Equal(before, Hashes());
    }

    private string[] Hashes() =>
    [
        .. Suffixes.Where(suffix => System.IO.File.Exists(File + suffix))
            .Select(suffix => suffix + Convert.ToHexString(SHA256.HashData(System.IO.File.ReadAllBytes(File + suffix)))),
    ];
}
