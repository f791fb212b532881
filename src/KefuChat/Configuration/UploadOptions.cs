namespace KefuChat.Configuration;

/// <summary>Images and files that are sent in conversations: <c>Kefu:Uploads</c>.</summary>
internal sealed class UploadOptions
{
    /// <summary>The largest file, in bytes, 1024 to 1073741824.</summary>
    public long MaxBytes { get; set; } = 20 * 1024 * 1024;

    /// <summary>Seconds for which the address of a file is good, 60 to 604800.</summary>
    public int LinkSeconds { get; set; } = 86_400;
}
