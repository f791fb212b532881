using KefuChat.Configuration;
using KefuChat.Storage;
using KefuChat.Tests.Storage.Sqlite;
using KefuChat.Tests.Time;
using KefuChat.Uploads;
using Microsoft.Extensions.Options;

namespace KefuChat.Tests.Uploads;

public sealed class FullDiskTests
{
    [Theory]
    [InlineData(1_000_000)]
    [InlineData(100)]
    public async Task What_does_not_fit_on_the_disk_leaves_nothing_behind_and_the_next_that_fits_is_taken(int length)
    {
        using var disk = TmpfsMount.CreateOrSkip("256k");
        var options = Options.Create(new KefuOptions { DataDirectory = disk.File("data") });
        var files = new FileStore(new FileLayout(new DataDirectory(options)), options, new ManualTime());
        var filler = disk.File("filler");
        Fill(filler, leaving: length == 100 ? 0 : 64 * 1024);

        using var content = new MemoryStream(new byte[length]);
        await Assert.ThrowsAsync<StorageUnavailableException>(() => files.SaveAsync(UploadTest.Upload(content), CancellationToken.None));
        Assert.Empty(Directory.GetFiles(disk.File("data"), "*", SearchOption.AllDirectories));

        File.Delete(filler);
        using var small = new MemoryStream([1, 2, 3]);
        Assert.Equal(UploadStatus.Stored, (await files.SaveAsync(UploadTest.Upload(small), CancellationToken.None)).Status);
    }

    /// <summary>Writes until nothing more goes, and gives some of it back.</summary>
    private static void Fill(string path, int leaving)
    {
        using var filler = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0);
        try
        {
            while (true)
            {
                filler.Write(new byte[4096]);
            }
        }
        catch (IOException)
        {
            filler.SetLength(filler.Length - leaving);
        }
    }
}
