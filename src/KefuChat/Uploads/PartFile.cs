using KefuChat.Configuration;
using KefuChat.Storage;

namespace KefuChat.Uploads;

/// <summary>A file in the making: it bears another name until it is whole, and is gone when it never is.</summary>
internal sealed class PartFile : IAsyncDisposable
{
    /// <summary>What the name of such a file ends with.</summary>
    public const string Extension = ".part";

    private readonly string _path;
    private readonly FileStream _stream;

    private PartFile(string path)
    {
        _path = path;
        _stream = OwnerOnlyFile.Create(path + Extension, FileShare.Read);
    }

    /// <summary>What was written so far, for reading.</summary>
    public Stream Content => _stream;

    /// <summary>Begins a file.</summary>
    /// <param name="path">What it is called once it is whole; a file of that name is replaced.</param>
    /// <exception cref="StorageUnavailableException">It cannot be created.</exception>
    public static PartFile Create(string path)
    {
        try
        {
            CreateDirectory(Path.GetDirectoryName(path)!);
            return new PartFile(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Unavailable(e);
        }
    }

    /// <summary>Writes more of it.</summary>
    /// <exception cref="StorageUnavailableException">It cannot be written; the disk is full.</exception>
    public async Task WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellation)
    {
        try
        {
            await _stream.WriteAsync(bytes, cancellation);

            // Nothing is left in the buffer: a full disk is found here, not where the file is read.
            await _stream.FlushAsync(cancellation);
        }
        catch (IOException e)
        {
            throw Unavailable(e);
        }
    }

    /// <summary>Brings it to the disk, and gives it its name. It stays from now on.</summary>
    /// <exception cref="StorageUnavailableException">It could not be kept.</exception>
    public async Task KeepAsync()
    {
        try
        {
            _stream.Flush(flushToDisk: true);
            await _stream.DisposeAsync();
            File.Move(_path + Extension, _path, overwrite: true);
            FileNames.Flush(_path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Unavailable(e);
        }
    }

    /// <summary>Removes it unless it was kept.</summary>
    public async ValueTask DisposeAsync()
    {
        try
        {
            await _stream.DisposeAsync();
        }
        catch (IOException)
        {
            // What could not be written any more is not wanted either.
        }

        try
        {
            File.Delete(_path + Extension);
        }
        catch (IOException)
        {
            // Its directory was removed with all in it; or the disk fails, and the cleaning finds the file later.
        }
    }

    /// <summary>One by one: the framework would make only the last of them the owner's own.</summary>
    private static void CreateDirectory(string path)
    {
        if (!Directory.Exists(path))
        {
            CreateDirectory(Path.GetDirectoryName(path)!);
            OwnerOnlyDirectory.Create(path);
            FileNames.Flush(path);
        }
    }

    private static StorageUnavailableException Unavailable(Exception e) => new($"A file cannot be stored: {e.Message}", e);
}
