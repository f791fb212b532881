using System.Globalization;
using KefuChat.Maintenance.Backup;
using KefuChat.Protocol;
using KefuChat.Storage;
using KefuChat.Storage.Sqlite;
using KefuChat.Tests.Storage;
using KefuChat.Tests.Time;

namespace KefuChat.Tests.Maintenance;

/// <summary>A copy of a data directory holds what was acknowledged before it was begun, and can be used in its place.</summary>
public sealed class DataDirectoryBackupTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();
    private readonly CollectingLogger<SqliteMessageStore> _log = new();

    private string Data { get; }

    private string Copy => _directory.File("copy");

    private string CopyLog => Path.Combine(Copy, "kefu.db.commitlog");

    public DataDirectoryBackupTests() => Data = Directory.CreateDirectory(_directory.File("data")).FullName;

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task What_is_committed_and_what_is_only_logged_is_in_the_copy()
    {
        // The clock stands still: what is acknowledged stays in the log unless somebody asks for it.
        using var store = Open(Data, new ManualTime());
        await store.SaveAsync(Chat.FromCustomer("1", "a")).SoonAsync();
        await store.Database.SettleAsync().SoonAsync();
        await store.SaveAsync(Chat.FromCustomer("2", "b")).SoonAsync();
        await store.RaiseSyncKeyAsync(Chat.Customer, "phone", 2).SoonAsync();

        var contents = Backup();

        Assert.True(contents.HasLog);
        Assert.Equal("", Verified.Text(Path.Combine(Copy, "kefu.db")));
        using var copy = Open(Copy);
        Assert.Equal(store.Id, copy.Id);
        Assert.Equal(["1", "2"], await copy.ReadContentsAsync(Chat.Seller));
        Assert.Equal(["1", "2"], await copy.ReadContentsAsync(Chat.Customer));
        Assert.Equal(2, await copy.GetSyncKeyAsync(Chat.Customer, "phone"));
        Assert.Equal(SaveStatus.Duplicate, (await copy.SaveAsync(Chat.FromCustomer("2", "b")).SoonAsync()).Status);
        Assert.Equal(3, (await copy.SaveAsync(Chat.FromCustomer("3")).SoonAsync()).SenderKey);
        Assert.Equal(["1", "2"], await store.ReadContentsAsync(Chat.Seller));
    }

    [Fact]
    public async Task Where_everything_is_committed_no_log_is_in_the_copy()
    {
        using var store = Open(Data, new ManualTime());
        await store.SaveAsync(Chat.FromCustomer("1")).SoonAsync();
        await store.Database.SettleAsync().SoonAsync();
        Assert.True(File.Exists(Path.Combine(Data, "kefu.db.commitlog")));

        Assert.False(Backup().HasLog);
        Assert.False(File.Exists(CopyLog));
        using var copy = Open(Copy);
        Assert.Equal(["1"], await copy.ReadContentsAsync(Chat.Seller));
    }

    [Fact]
    public async Task A_log_that_is_committed_between_its_reading_and_the_stores_is_not_in_the_copy()
    {
        using var store = Open(Data, new ManualTime());
        await store.SaveAsync(Chat.FromCustomer("1")).SoonAsync();
        var (file, copy) = (Path.Combine(Data, "kefu.db"), _directory.File("kefu.db"));

        CommitLogCopy.Take(file, copy);
        await store.Database.SettleAsync().SoonAsync();
        await store.SaveAsync(Chat.FromCustomer("2")).SoonAsync();
        using var snapshot = SqliteSnapshot.Open(file);

        Assert.False(CommitLogCopy.Settle(file, copy, snapshot.StoreId, snapshot.LogEpoch));
        Assert.False(File.Exists(copy + ".commitlog"));
        Assert.Equal(1, snapshot.Connection.Scalar("SELECT count(*) FROM messages"));
    }

    [Fact]
    public async Task Copies_of_a_store_that_keeps_saving_hold_all_that_was_acknowledged_before_each()
    {
        using var store = Open(Data, TimeProvider.System);
        var acknowledged = new int[4];
        using var stop = new CancellationTokenSource();
        var customers = acknowledged.Select((_, i) => SaveAsync(store, i, acknowledged, stop.Token)).ToList();
        for (var copy = 0; copy < 8; copy++)
        {
            SpinWait.SpinUntil(() => acknowledged.All(count => Volatile.Read(ref acknowledged[0]) > copy * 20 && count > copy * 20), Waiting.Patience);
            int[] before = [.. acknowledged];
            var to = _directory.File($"copy{copy}");
            new DataDirectoryBackup(Data, to).Run(_ => { }, CancellationToken.None);

            Assert.Equal("", Verified.Text(Path.Combine(to, "kefu.db")));
            using (var copied = Open(to))
            {
                for (var i = 0; i < before.Length; i++)
                {
                    var texts = await copied.ReadContentsAsync(new User(7, 1 + i));
                    Assert.Equal(Enumerable.Range(1, texts.Count).Select(number => number.ToString(CultureInfo.InvariantCulture)), texts);
                    Assert.True(texts.Count >= before[i], $"copy {copy} has {texts.Count} of the {before[i]} messages acknowledged to customer {i}");
                }
            }

            Assert.Equal("", Verified.Text(Path.Combine(to, "kefu.db")));
        }

        await stop.CancelAsync();
        await Task.WhenAll(customers).SoonAsync();
    }

    [Fact]
    public void Uploads_and_keys_are_in_the_copy_and_what_is_no_file_yet_is_not()
    {
        Open(Data).Dispose();
        string[] wanted = ["signing.key", "admin.key", "uploads/3/7-1001/abc", "uploads/3/7-1001/abc.json", "uploads/3/7-5/moved"];
        string[] unwanted = ["kefu-search.db", "notes.txt", "signing.key.1.new", "uploads/3/7-1001/def.part", "uploads/3/7-1001/gone.json"];
        foreach (var name in wanted.Concat(unwanted))
        {
            var path = Path.Combine(Data, name);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, name);
        }

        var contents = Backup();

        Assert.Equal((2, 3), (contents.Keys, contents.Uploads));
        Assert.Equal(
            wanted.Append("kefu.db").Order(StringComparer.Ordinal),
            Directory.EnumerateFiles(Copy, "*", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(Copy, file)).Order(StringComparer.Ordinal));
        Assert.All(wanted, name => Assert.Equal(name, File.ReadAllText(Path.Combine(Copy, name))));
        OnlyTheOwnerReads(Copy);
    }

    [Fact]
    public void What_is_there_is_not_written_over()
    {
        Open(Data).Dispose();
        Directory.CreateDirectory(Copy);

        Assert.Contains("exists", Assert.Throws<IOException>(Backup).Message, StringComparison.Ordinal);
        Directory.Delete(Copy);
        File.WriteAllText(Copy, "a file");
        Assert.Contains("exists", Assert.Throws<IOException>(Backup).Message, StringComparison.Ordinal);
        Assert.Equal("a file", File.ReadAllText(Copy));
    }

    [Fact]
    public void A_copy_that_is_not_whole_does_not_stay()
    {
        Assert.Contains("does not exist", Assert.Throws<StorageRefusedException>(Backup).Message, StringComparison.Ordinal);
        Assert.Equal(["data"], Directory.EnumerateFileSystemEntries(_directory.Path).Select(Path.GetFileName));

        Open(Data).Dispose();
        using var stopped = new CancellationTokenSource();
        Assert.Throws<OperationCanceledException>(() => new DataDirectoryBackup(Data, Copy).Run(_ => stopped.Cancel(), stopped.Token));
        Assert.Equal(["data"], Directory.EnumerateFileSystemEntries(_directory.Path).Select(Path.GetFileName));
    }

    [Fact]
    public void A_log_of_another_store_is_not_copied()
    {
        Open(Data).Dispose();
        File.WriteAllBytes(Path.Combine(Data, "kefu.db.commitlog"), new byte[CommitLog.FileBytes]);

        var refusal = Assert.Throws<StorageRefusedException>(Backup);

        Assert.Contains(Path.Combine(Data, "kefu.db.commitlog") + " is damaged", refusal.Message, StringComparison.Ordinal);
        Assert.False(Path.Exists(Copy));
    }

    private static async Task SaveAsync(SqliteMessageStore store, int customer, int[] acknowledged, CancellationToken stop)
    {
        await Task.Yield();
        while (!stop.IsCancellationRequested)
        {
            var number = acknowledged[customer] + 1;
            var request = Chat.FromCustomer(number.ToString(CultureInfo.InvariantCulture), $"{number}", new User(7, 1 + customer));
            Assert.Equal(SaveStatus.Stored, (await store.SaveAsync(request).SoonAsync()).Status);
            Volatile.Write(ref acknowledged[customer], number);
        }
    }

    private BackupContents Backup() => new DataDirectoryBackup(Data, Copy).Run(_ => { }, CancellationToken.None);

    private SqliteMessageStore Open(string directory, TimeProvider? time = null) =>
        new(Path.Combine(directory, "kefu.db"), time ?? new ManualTime(), _log);

    private static void OnlyTheOwnerReads(string directory)
    {
        const UnixFileMode Others = UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.GroupExecute
            | UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute;
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        foreach (var path in Directory.EnumerateFileSystemEntries(directory, "*", SearchOption.AllDirectories).Append(directory))
        {
            Assert.Equal(UnixFileMode.None, File.GetUnixFileMode(path) & Others);
        }
    }
}
