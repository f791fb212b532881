using System.Text;
using KefuChat.Storage;
using KefuChat.Storage.Sqlite;

namespace KefuChat.Tests.Storage.Sqlite;

/// <summary>What was appended is there after a crash, up to the first batch that is not whole.</summary>
public sealed class CommitLogTests : IDisposable
{
    private const string StoreId = "0123456789abcdef0123456789abcdef";

    private readonly TemporaryDirectory _directory = new();

    private string File => _directory.File("kefu.db.commitlog");

    public void Dispose() => _directory.Dispose();

    [Fact]
    public void A_new_log_holds_nothing_and_is_as_long_as_it_will_be()
    {
        using var log = Open(committed: 6);

        Assert.Equal((7L, 0), (log.Epoch, log.Count));
        Assert.Empty(log.Read());
        Assert.Equal(CommitLog.FileBytes, new FileInfo(File).Length);
    }

    [Fact]
    public void What_was_appended_is_read_in_order_here_and_after_a_crash()
    {
        using (var log = Open())
        {
            Append(log, "one", "two", "three");
            Assert.Equal(["one", "two", "three"], Texts(log));
        }

        using var again = Open();
        Assert.Equal(["one", "two", "three"], Texts(again));
        Append(again, "four");
        Assert.Equal(["one", "two", "three", "four"], Texts(again));
    }

    [Fact]
    public void A_transaction_that_was_committed_is_not_read_again()
    {
        using (var log = Open())
        {
            Append(log, "one", "two");
            log.BeginNext();
            Assert.Equal((2L, 0), (log.Epoch, log.Count));
        }

        using var again = Open(committed: 1);
        Assert.Empty(again.Read());
    }

    [Fact]
    public void What_an_earlier_transaction_left_behind_the_end_is_not_read()
    {
        using (var log = Open())
        {
            Append(log, "one", "two", "three");
            log.BeginNext();
            Append(log, "ONE");
        }

        using var again = Open(committed: 1);
        Assert.Equal(["ONE"], Texts(again));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(5)]
    [InlineData(CommitLogBatch.Bytes - 1)]
    [InlineData(CommitLogBatch.Bytes)]
    [InlineData(CommitLogBatch.Bytes + 20)]
    public void A_batch_that_was_not_written_whole_ends_it(int written)
    {
        using (var log = Open())
        {
            Append(log, "one", "two", "a third batch that is longer than the ones before it");
        }

        var (at, batch) = CommitLogFile.Batches(File).Last();
        Overwrite(at + written, new byte[CommitLogBatch.Bytes + batch.Length - written]);

        using var again = Open();
        Assert.Equal(["one", "two"], Texts(again));
        Append(again, "THREE");
        Assert.Equal(["one", "two", "THREE"], Texts(again));
    }

    [Fact]
    public void A_flipped_bit_anywhere_in_a_batch_ends_it_there()
    {
        using (var log = Open())
        {
            Append(log, "one", "two");
        }

        var whole = System.IO.File.ReadAllBytes(File);
        var (at, batch) = CommitLogFile.Batches(File).Last();
        for (var bit = 0; bit < 8 * (CommitLogBatch.Bytes + batch.Length); bit++)
        {
            var damaged = (byte)(whole[at + (bit / 8)] ^ (1 << (bit % 8)));
            Overwrite(at + (bit / 8), [damaged]);
            using (var again = Open())
            {
                Assert.Equal(["one"], Texts(again));
            }

            Overwrite(at + (bit / 8), [whole[at + (bit / 8)]]);
        }
    }

    [Fact]
    public void A_batch_for_which_there_is_no_room_is_not_appended()
    {
        using var log = Open();
        var half = new byte[(CommitLog.FileBytes / 2) - CommitLog.HeaderBytes];
        Assert.True(log.TryAppend(half));
        Assert.True(log.TryAppend(half));

        Assert.False(log.TryAppend(new byte[CommitLog.HeaderBytes * 2]));

        Assert.Equal(2, log.Count);
        Assert.Equal(2, log.Read().Count());
        log.BeginNext();
        Assert.True(log.TryAppend(half));
        Assert.Equal(CommitLog.FileBytes, new FileInfo(File).Length);
    }

    [Fact]
    public void A_log_that_goes_on_from_a_later_state_is_refused()
    {
        using (var log = Open(committed: 41))
        {
            Append(log, "one");
        }

        IsRefused("later state", committed: 40);
        IsRefused("later state", committed: 0);
    }

    [Fact]
    public void Another_stores_log_is_refused()
    {
        using (var log = Open())
        {
            Append(log, "one");
        }

        IsRefused("another store", storeId: StoreId.Replace('0', '1'));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(100)]
    [InlineData(CommitLog.FileBytes)]
    public void Bytes_that_are_no_log_are_refused(int length)
    {
        System.IO.File.WriteAllBytes(File, Encoding.UTF8.GetBytes(new string('x', length)));

        IsRefused("no commit log");
    }

    [Fact]
    public void A_log_that_was_cut_off_is_refused()
    {
        Open().Dispose();
        using (var file = System.IO.File.OpenWrite(File))
        {
            file.SetLength(CommitLog.FileBytes - 1);
        }

        IsRefused("damaged");
    }

    [Fact]
    public void A_log_that_was_not_finished_is_made_again()
    {
        System.IO.File.WriteAllText(File + ".new", "half a log");

        using var log = Open();

        Append(log, "one");
        Assert.Equal(["one"], Texts(log));
        Assert.False(System.IO.File.Exists(File + ".new"));
    }

    private CommitLog Open(long committed = 0) => CommitLog.Open(File, StoreId, committed);

    private static void Append(CommitLog log, params string[] texts) =>
        Assert.All(texts, text => Assert.True(log.TryAppend(Encoding.UTF8.GetBytes(text))));

    private static IEnumerable<string> Texts(CommitLog log) => log.Read().Select(Encoding.UTF8.GetString);

    private void Overwrite(int at, byte[] bytes)
    {
        using var file = System.IO.File.OpenWrite(File);
        file.Position = at;
        file.Write(bytes);
    }

    private void IsRefused(string reason, long committed = 0, string storeId = StoreId)
    {
        var before = System.IO.File.ReadAllBytes(File);

        var refusal = Assert.Throws<StorageRefusedException>(() => CommitLog.Open(File, storeId, committed));

        Assert.Contains(File, refusal.Message, StringComparison.Ordinal);
        Assert.Contains(reason, refusal.Message, StringComparison.Ordinal);
        Assert.Equal(before, System.IO.File.ReadAllBytes(File));
    }
}
