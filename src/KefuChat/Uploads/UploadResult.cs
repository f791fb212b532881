namespace KefuChat.Uploads;

/// <summary>What became of an upload.</summary>
/// <param name="Status">Whether it is stored, or why not.</param>
/// <param name="File">The file, when it is stored.</param>
/// <param name="ContentType">What its bytes are, when they are not what was said.</param>
internal sealed record UploadResult(UploadStatus Status, StoredFile? File = null, string? ContentType = null);
