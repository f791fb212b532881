using System.Runtime.Versioning;
using System.Text;
using KefuChat.Protocol;
using KefuChat.Storage;
using KefuChat.Uploads;

namespace KefuChat.Tests.Uploads;

public sealed class FileStoreTests : UploadTest
{
    [Fact]
    public async Task A_file_is_found_as_it_was_saved()
    {
        using var content = new MemoryStream(Samples.Png());
        var saved = (await Files.SaveAsync(Upload(content, "image/png") with { Name = "../photo.png" }, CancellationToken.None)).File!;

        Assert.Equal(
            new StoredFile("photo.png", "image/png", Samples.Png().Length, 640, 480, Time.GetUtcNow(), Customer.AppId, Customer.Uid) { Id = saved.Id },
            saved);
        Assert.Equal((Conversation, Customer), (saved.Id.Conversation, saved.Uploader));
        Assert.Equal(saved, await Files.FindAsync(saved.Id));
        Assert.Equal(Samples.Png(), await ReadAsync(saved.Id));
    }

    [Fact]
    public async Task One_that_is_not_there_is_not_found()
    {
        var id = FileId.New(Conversation);
        Assert.Null(await Files.FindAsync(id));
        Assert.Null(Files.OpenContent(id));
        await SaveAsync();
        Assert.Null(await Files.FindAsync(id));
    }

    [Fact]
    public async Task It_lies_in_its_conversation_s_directory()
    {
        var file = await SaveAsync();
        var path = Data.File(Path.Combine("uploads", "3", "7-1001", file.Id.Random));
        Assert.Equal([path, path + ".json"], Paths.Order(StringComparer.Ordinal));
    }

    [Fact]
    [UnsupportedOSPlatform("windows")]
    public async Task Only_the_owner_can_read_it()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "there are no Unix file modes on Windows");
        await SaveAsync();

        Assert.All(Paths, path => Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(path)));
        Assert.All(
            [Data.File("uploads"), Data.File(Path.Combine("uploads", "3")), Data.File(Path.Combine("uploads", "3", "7-1001"))],
            path => Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(path)));
    }

    [Fact]
    public async Task The_largest_is_taken_and_one_byte_more_is_not()
    {
        await SaveAsync(text: new string('a', MaxBytes));
        var kept = Paths;

        using var content = new MemoryStream(new byte[MaxBytes + 1]);
        Assert.Equal(UploadStatus.TooLarge, (await Files.SaveAsync(Upload(content), CancellationToken.None)).Status);
        Assert.Equal(kept, Paths);
    }

    [Fact]
    public async Task One_without_bytes_is_not_taken()
    {
        Assert.Equal(new UploadResult(UploadStatus.Empty), await Files.SaveAsync(Upload(Stream.Null), CancellationToken.None));
        Assert.Empty(Paths);
    }

    [Fact]
    public async Task What_is_no_image_though_it_was_said_to_be_is_not_taken()
    {
        using var content = new MemoryStream(Encoding.UTF8.GetBytes(Samples.Svg));
        var result = await Files.SaveAsync(Upload(content, "image/svg+xml"), CancellationToken.None);
        Assert.Equal(new UploadResult(UploadStatus.OtherType, ContentType: "text/plain; charset=utf-8"), result);
        Assert.Empty(Paths);
    }

    [Fact]
    public async Task A_sender_who_goes_away_leaves_nothing_behind()
    {
        using var content = new BreakingStream(50_000, () => Assert.EndsWith(".part", Assert.Single(Paths), StringComparison.Ordinal));
        await Assert.ThrowsAsync<EndOfStreamException>(() => Files.SaveAsync(Upload(content), CancellationToken.None));
        Assert.Empty(Paths);
    }

    [Fact]
    public async Task A_call_that_is_cancelled_leaves_nothing_behind()
    {
        using var cancellation = new CancellationTokenSource();
        using var content = new BreakingStream(50_000, cancellation.Cancel);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Files.SaveAsync(Upload(content), cancellation.Token));
        Assert.Empty(Paths);
    }

    [Fact]
    public async Task Without_a_place_to_write_storage_is_unavailable()
    {
        File.WriteAllText(Data.File("uploads"), "in the way");
        using var content = new MemoryStream([1]);
        await Assert.ThrowsAsync<StorageUnavailableException>(() => Files.SaveAsync(Upload(content), CancellationToken.None));
    }

    [Fact]
    public async Task A_file_erased_while_it_is_uploaded_does_not_come_back()
    {
        using var content = new BreakingStream(50_000, () => Directory.Delete(Data.File("uploads"), recursive: true), breaks: false);
        await Assert.ThrowsAsync<StorageUnavailableException>(() => Files.SaveAsync(Upload(content), CancellationToken.None));
        Assert.Empty(Paths);
    }

    [Fact]
    public async Task A_customer_s_files_are_listed_in_all_stores_and_no_other_s()
    {
        var first = await SaveAsync();
        Time.Advance(TimeSpan.FromSeconds(1));
        var second = await SaveAsync();
        var elsewhere = await SaveAsync(new ConversationId(4, Customer));
        await SaveAsync(new ConversationId(3, new User(7, 100)));
        await SaveAsync(new ConversationId(3, new User(8, 1001)));

        var files = await Files.ListAsync(Customer);
        Assert.Equal([first, second], files.Where(file => file.Id.Conversation == Conversation));
        Assert.Equal([elsewhere], files.Where(file => file.Id.Conversation != Conversation));
        Assert.Empty(await Files.ListAsync(new User(9, 9)));
    }

    [Fact]
    public async Task Erasing_a_customer_removes_the_files_in_all_stores_and_no_other_s()
    {
        await SaveAsync();
        await SaveAsync(new ConversationId(4, Customer));
        var others = await SaveAsync(new ConversationId(3, new User(7, 100)));
        await File.WriteAllTextAsync(Layout.ContentOf(FileId.New(Conversation)) + ".part", "half");

        Assert.Equal(2, await Files.EraseAsync(Customer));
        Assert.Equal(0, await Files.EraseAsync(Customer));
        Assert.Equal([others.Id.Random, others.Id.Random + ".json"], Paths.Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_visitor_s_files_go_over_to_the_customer_and_are_found_by_their_old_ids()
    {
        var visitor = new User(7, 1L << 52);
        var file = await SaveAsync(new ConversationId(3, visitor), "as a visitor");
        await SaveAsync(new ConversationId(4, visitor));
        await SaveAsync();

        Assert.Equal(2, await Files.MergeAsync(visitor, Customer));
        Assert.Equal(0, await Files.MergeAsync(visitor, Customer));
        Assert.Empty(await Files.ListAsync(visitor));
        Assert.Equal(3, (await Files.ListAsync(Customer)).Count);
        var found = (await Files.FindAsync(file.Id))!;
        Assert.Equal(file with { Id = file.Id with { Conversation = Conversation } }, found);
        Assert.Equal(Encoding.UTF8.GetBytes("as a visitor"), await ReadAsync(found.Id));

        Assert.Equal(3, await Files.EraseAsync(Customer));
        Assert.Null(await Files.FindAsync(file.Id));
        Assert.Empty(Paths);
    }

    [Fact]
    public async Task A_store_s_old_files_expire_and_no_other_s()
    {
        await SaveAsync();
        await SaveAsync(new ConversationId(3, new User(7, 1002)));
        var elsewhere = await SaveAsync(new ConversationId(4, Customer));
        Time.Advance(TimeSpan.FromDays(1));
        var recent = await SaveAsync();

        Assert.Equal(2, await Files.ExpireAsync(3, Time.GetUtcNow()));
        Assert.Equal(0, await Files.ExpireAsync(3, Time.GetUtcNow()));
        Assert.Equal([elsewhere, recent], (await Files.ListAsync(Customer)).OrderBy(file => file.UploadedAt));
        Assert.Equal(4, Paths.Length);
        Assert.False(Directory.Exists(Data.File(Path.Combine("uploads", "3", "7-1002"))));
        Assert.Equal(0, await Files.ExpireAsync(5, Time.GetUtcNow()));
    }

    [Fact]
    public async Task A_file_is_read_to_its_end_though_it_is_erased_meanwhile()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "a name on Windows stays until the file is closed");
        var file = await SaveAsync(text: "to the end");
        await using var content = Files.OpenContent(file.Id)!;
        await Files.EraseAsync(Customer);

        using var reader = new StreamReader(content);
        Assert.Equal("to the end", await reader.ReadToEndAsync());
    }

    private async Task<byte[]> ReadAsync(FileId id)
    {
        await using var content = Files.OpenContent(id)!;
        using var bytes = new MemoryStream();
        await content.CopyToAsync(bytes);
        return bytes.ToArray();
    }
}
