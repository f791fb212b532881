using KefuChat.Uploads;

namespace KefuChat.Http.Files;

/// <summary>A file of a conversation, with an address its bytes can be had at for a while.</summary>
/// <param name="Id">Its id; a message names the file by it.</param>
/// <param name="Name">The name it is saved under.</param>
/// <param name="ContentType">Its media type, by its bytes.</param>
/// <param name="Size">Its size in bytes.</param>
/// <param name="Width">An image's width in pixels.</param>
/// <param name="Height">An image's height in pixels.</param>
/// <param name="Url">Path and query on this server; no token is needed there.</param>
/// <param name="ExpiresAt">From when on the address is refused, UTC.</param>
internal sealed record FileResponse(string Id, string Name, string ContentType, long Size, int? Width, int? Height, string Url, DateTime ExpiresAt)
{
    /// <summary>What is told of a file.</summary>
    public static FileResponse Of(StoredFile file, FileLink link) => new(
        file.Id.ToString(), file.Name, file.ContentType, file.Size, file.Width, file.Height, link.Url, link.ExpiresAt.UtcDateTime);
}
