using System.Text;
using KefuChat.Configuration;
using KefuChat.Protocol;
using KefuChat.Tests.Storage;
using KefuChat.Tests.Time;
using KefuChat.Uploads;
using Microsoft.Extensions.Options;

namespace KefuChat.Tests.Uploads;

/// <summary>The files of a data directory of its own, and a clock that stands still.</summary>
public abstract class UploadTest : IDisposable
{
    internal const int MaxBytes = 100_000;

    internal static readonly User Customer = new(7, 1001);

    internal static readonly ConversationId Conversation = new(3, Customer);

    private protected UploadTest()
    {
        var options = Options.Create(new KefuOptions { DataDirectory = Data.Path, Uploads = new UploadOptions { MaxBytes = MaxBytes } });
        Layout = new FileLayout(new DataDirectory(options));
        Files = new FileStore(Layout, options, Time);
    }

    internal TemporaryDirectory Data { get; } = new();

    internal ManualTime Time { get; } = new();

    internal FileLayout Layout { get; }

    internal FileStore Files { get; }

    /// <summary>The files on the disk, finished or not.</summary>
    internal string[] Paths => Directory.Exists(Data.File("uploads"))
        ? Directory.GetFiles(Data.File("uploads"), "*", SearchOption.AllDirectories)
        : [];

    public void Dispose()
    {
        Data.Dispose();
        GC.SuppressFinalize(this);
    }

    internal async Task<StoredFile> SaveAsync(ConversationId? conversation = null, string text = "Is it in stock?")
    {
        using var content = new MemoryStream(Encoding.UTF8.GetBytes(text));
        var result = await Files.SaveAsync(Upload(content) with { Conversation = conversation ?? Conversation }, CancellationToken.None);
        Assert.Equal(UploadStatus.Stored, result.Status);
        return result.File!;
    }

    internal static FileUpload Upload(Stream content, string? contentType = null) =>
        new(Conversation, Customer, "question.txt", contentType, content);
}
