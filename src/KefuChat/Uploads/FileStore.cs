using System.Buffers;
using System.Text;
using System.Text.Json;
using KefuChat.Configuration;
using KefuChat.Protocol;
using KefuChat.Storage;
using Microsoft.Extensions.Options;

namespace KefuChat.Uploads;

/// <summary>
/// The files of all conversations, in the data directory. A file is there as soon as its description is, which is
/// written last and removed first. Safe to use from any thread, and from several processes over one directory.
/// </summary>
internal sealed class FileStore(FileLayout layout, IOptions<KefuOptions> options, TimeProvider time)
{
    private const int BufferBytes = 64 * 1024;

    private static readonly JsonSerializerOptions Json = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    /// <summary>The largest file, in bytes.</summary>
    public long MaxBytes => options.Value.Uploads.MaxBytes;

    /// <summary>Takes a file in. What does not become one leaves nothing behind.</summary>
    /// <exception cref="StorageUnavailableException">It cannot be written.</exception>
    /// <exception cref="IOException">The sender went away.</exception>
    public async Task<UploadResult> SaveAsync(FileUpload upload, CancellationToken cancellation)
    {
        var id = FileId.New(upload.Conversation);
        await using var content = PartFile.Create(layout.ContentOf(id));
        if (!await CopyAsync(upload.Content, content, cancellation))
        {
            return new UploadResult(UploadStatus.TooLarge);
        }

        if (content.Content.Length == 0)
        {
            return new UploadResult(UploadStatus.Empty);
        }

        var format = FileFormat.Of(content.Content);
        if (!format.Is(upload.ContentType))
        {
            return new UploadResult(UploadStatus.OtherType, ContentType: format.ContentType);
        }

        var file = new StoredFile(
            FileName.Clean(upload.Name),
            format.ContentType,
            content.Content.Length,
            format.Width,
            format.Height,
            time.GetUtcNow(),
            upload.Uploader.AppId,
            upload.Uploader.Uid)
        { Id = id };
        await using var description = PartFile.Create(layout.DescriptionOf(id));
        await description.WriteAsync(JsonSerializer.SerializeToUtf8Bytes(file, Json), CancellationToken.None);
        await content.KeepAsync();
        await description.KeepAsync();
        return new UploadResult(UploadStatus.Stored, file);
    }

    /// <summary>
    /// A file, or null when it is not there. One that a visitor was parted from is found by its old id as well, and bears
    /// its new one, which says whose it is now.
    /// </summary>
    public async Task<StoredFile?> FindAsync(FileId id) => await ReadAsync(id)
        ?? (layout.MovedTo(id.Conversation) is { } conversation ? await ReadAsync(id with { Conversation = conversation }) : null);

    /// <summary>A file's bytes, or null when it is not there. They can be read to their end though it is removed meanwhile.</summary>
    public FileStream? OpenContent(FileId id) => Open(layout.ContentOf(id));

    /// <summary>All files of a customer's conversations, in all stores, whoever sent them; those of a store oldest first.</summary>
    public async Task<IReadOnlyList<StoredFile>> ListAsync(User customer)
    {
        var files = new List<StoredFile>();
        foreach (var conversation in layout.ConversationsOf(customer))
        {
            files.AddRange((await DescribedAsync(conversation)).OrderBy(file => file.UploadedAt));
        }

        return files;
    }

    /// <summary>
    /// Gives a visitor's files, in all stores, to the customer the visitor has turned out to be. Made again, it moves what
    /// has come since, or what a failure left.
    /// </summary>
    /// <returns>How many.</returns>
    /// <exception cref="IOException">Not all could be moved; the call may be made again.</exception>
    public async Task<int> MergeAsync(User visitor, User customer)
    {
        var moved = 0;
        foreach (var left in layout.ConversationsOf(visitor))
        {
            var to = left with { Customer = customer };
            await using (var note = PartFile.Create(layout.MovedFileOf(left)))
            {
                await note.WriteAsync(Encoding.ASCII.GetBytes(to.ToString()), CancellationToken.None);
                await note.KeepAsync();
            }

            layout.Create(to);
            foreach (var id in layout.FilesOf(left))
            {
                // A file is where its description is, so that goes last.
                var target = id with { Conversation = to };
                if (File.Exists(layout.ContentOf(id)))
                {
                    File.Move(layout.ContentOf(id), layout.ContentOf(target));
                }

                File.Move(layout.DescriptionOf(id), layout.DescriptionOf(target));
                moved++;
            }
        }

        return moved;
    }

    /// <summary>Removes all files of a customer's conversations, in all stores, whoever sent them.</summary>
    /// <returns>How many.</returns>
    /// <exception cref="IOException">Not all could be removed; the call may be made again.</exception>
    public Task<int> EraseAsync(User customer)
    {
        var removed = 0;
        foreach (var conversation in layout.ConversationsOf(customer))
        {
            foreach (var id in layout.FilesOf(conversation))
            {
                Remove(id);
                removed++;
            }

            layout.RemoveConversation(conversation);
        }

        foreach (var visitor in layout.Conversations().Where(id => layout.MovedTo(id)?.Customer == customer))
        {
            layout.RemoveConversation(visitor);
        }

        return Task.FromResult(removed);
    }

    /// <summary>Removes a store's files from before a time.</summary>
    /// <returns>How many.</returns>
    /// <exception cref="IOException">Not all could be removed; the call may be made again.</exception>
    public async Task<int> ExpireAsync(long storeId, DateTimeOffset before)
    {
        var removed = 0;
        foreach (var conversation in layout.ConversationsIn(storeId))
        {
            foreach (var file in (await DescribedAsync(conversation)).Where(file => file.UploadedAt < before))
            {
                Remove(file.Id);
                removed++;
            }

            layout.RemoveIfEmpty(conversation);
        }

        return removed;
    }

    private async Task<StoredFile?> ReadAsync(FileId id)
    {
        if (Open(layout.DescriptionOf(id)) is not { } stream)
        {
            return null;
        }

        await using (stream)
        {
            var file = await JsonSerializer.DeserializeAsync<StoredFile>(stream, Json);
            return file is null ? null : file with { Id = id };
        }
    }

    private void Remove(FileId id)
    {
        File.Delete(layout.DescriptionOf(id));
        File.Delete(layout.ContentOf(id));
    }

    private async Task<List<StoredFile>> DescribedAsync(ConversationId conversation)
    {
        var files = new List<StoredFile>();
        foreach (var id in layout.FilesOf(conversation))
        {
            if (await FindAsync(id) is { } file)
            {
                files.Add(file);
            }
        }

        return files;
    }

    /// <summary>Whether all of it fits the limit.</summary>
    private async Task<bool> CopyAsync(Stream from, PartFile to, CancellationToken cancellation)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(BufferBytes);
        try
        {
            for (var left = MaxBytes; ;)
            {
                var read = await from.ReadAsync(buffer, cancellation);
                if (read == 0)
                {
                    return true;
                }

                left -= read;
                if (left < 0)
                {
                    return false;
                }

                await to.WriteAsync(buffer.AsMemory(0, read), cancellation);
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static FileStream? Open(string path)
    {
        try
        {
            return new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }
}
