using KefuChat.Tests.EndToEnd;
using KefuChat.Tests.Storage;
using KefuChat.Uploads;

namespace KefuChat.Tests.Uploads;

public sealed class UploadCleanerTests : UploadTest
{
    private readonly CollectingLogger<UploadCleaner> _log = new();

    [Fact]
    public async Task What_was_left_behind_is_removed_at_start_and_files_stay()
    {
        var file = await SaveAsync();
        Age(Layout.ContentOf(file.Id), TimeSpan.FromDays(1));
        Leave(TimeSpan.FromHours(1), ".part", ".json.part", "");
        Leave(TimeSpan.FromMinutes(59), ".part", ".json.part", "");

        await RunAsync();

        Assert.Equal(5, Paths.Length);
        Assert.Equal([9101], _log.Events);
        Assert.Contains("3 leftovers", _log.Entries[0].Text, StringComparison.Ordinal);
        Assert.NotNull(Files.OpenContent(file.Id));
    }

    [Fact]
    public async Task What_is_left_behind_later_is_removed_every_hour()
    {
        await RunAsync(() =>
        {
            Leave(TimeSpan.Zero, ".part");
            Time.Advance(TimeSpan.FromMinutes(59));
            Assert.Single(Paths);
            Time.Advance(TimeSpan.FromMinutes(1));
            return EndToEndTest.WaitUntilAsync(() => Paths.Length == 0);
        });
    }

    [Fact]
    public async Task What_is_not_of_this_house_stays()
    {
        Directory.CreateDirectory(Data.File(Path.Combine("uploads", "3", "7-1001")));
        Directory.CreateDirectory(Data.File(Path.Combine("uploads", "lost+found", "7-1001")));
        string[] paths = [Data.File("uploads/note.part"), Data.File("uploads/3/7-1001/note.txt"), Data.File("uploads/lost+found/7-1001/a.part")];
        foreach (var path in paths)
        {
            await File.WriteAllTextAsync(path, "");
            Age(path, TimeSpan.FromDays(1));
        }

        await RunAsync();
        Assert.Equal(paths.Order(), Paths.Order());
        Assert.Empty(_log.Events);
    }

    /// <summary>Runs it until it has been through everything and waits, and then until the test is done.</summary>
    private async Task RunAsync(Func<Task>? test = null)
    {
        using var cleaner = new UploadCleaner(Layout, Time, _log);
        await cleaner.StartAsync(CancellationToken.None);
        await EndToEndTest.WaitUntilAsync(() => Time.HasTimer);
        await (test?.Invoke() ?? Task.CompletedTask);
        await cleaner.StopAsync(CancellationToken.None);
    }

    private void Leave(TimeSpan age, params string[] extensions)
    {
        foreach (var extension in extensions)
        {
            var path = Layout.ContentOf(FileId.New(Conversation)) + extension;
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, "half");
            Age(path, age);
        }
    }

    private void Age(string path, TimeSpan age) => File.SetLastWriteTimeUtc(path, (Time.GetUtcNow() - age).UtcDateTime);
}
