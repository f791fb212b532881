namespace KefuChat.Uploads;

/// <summary>What became of an upload.</summary>
internal enum UploadStatus
{
    /// <summary>It is stored.</summary>
    Stored,

    /// <summary>It had no bytes.</summary>
    Empty,

    /// <summary>It has more bytes than a file may have.</summary>
    TooLarge,

    /// <summary>It was said to be an image, and is not that one.</summary>
    OtherType,
}
