using KefuChat.Uploads;

namespace KefuChat.Http.CustomerData;

/// <summary>A file of an export; its bytes are fetched by the address.</summary>
/// <param name="Id">The file's id.</param>
/// <param name="Name">The name it was uploaded with.</param>
/// <param name="ContentType">What it is.</param>
/// <param name="Size">Bytes.</param>
/// <param name="Url">Where it can be fetched for a while.</param>
internal sealed record ExportedFileView(string Id, string Name, string ContentType, long Size, string Url)
{
    /// <summary>A file, and where it can be fetched.</summary>
    public static ExportedFileView Of(StoredFile file, FileLink link) =>
        new(file.Id.ToString(), file.Name, file.ContentType, file.Size, link.Url);
}
