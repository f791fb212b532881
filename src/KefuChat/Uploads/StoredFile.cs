using System.Text.Json.Serialization;
using KefuChat.Protocol;

namespace KefuChat.Uploads;

/// <summary>A file that was uploaded, as it is written down beside its bytes.</summary>
/// <param name="Name">The name it is saved under, <see cref="FileName.Clean"/>.</param>
/// <param name="ContentType">Its media type, by its bytes.</param>
/// <param name="Size">Its size in bytes.</param>
/// <param name="Width">An image's width in pixels.</param>
/// <param name="Height">An image's height in pixels.</param>
/// <param name="UploadedAt">When it was there whole.</param>
/// <param name="UploaderAppId">The app of who uploaded it.</param>
/// <param name="UploaderId">The uid of who uploaded it.</param>
internal sealed record StoredFile(
    string Name,
    string ContentType,
    long Size,
    int? Width,
    int? Height,
    DateTimeOffset UploadedAt,
    [property: JsonPropertyName("uploader_appid")] long UploaderAppId,
    [property: JsonPropertyName("uploader_uid")] long UploaderId)
{
    /// <summary>Its id, which is written down as its path.</summary>
    [JsonIgnore]
    public FileId Id { get; init; }

    /// <summary>Who uploaded it.</summary>
    [JsonIgnore]
    public User Uploader => new(UploaderAppId, UploaderId);

    /// <summary>Whether a browser may show it in a page: its bytes are those of a format that holds nothing but pixels.</summary>
    [JsonIgnore]
    public bool IsImage => ContentType.StartsWith("image/", StringComparison.Ordinal);
}
