namespace KefuChat.Uploads;

/// <summary>What a file's bytes are, whatever its name and its sender say.</summary>
/// <param name="ContentType">The media type it is served with.</param>
/// <param name="Width">An image's width in pixels.</param>
/// <param name="Height">An image's height in pixels.</param>
internal readonly record struct FileFormat(string ContentType, int? Width = null, int? Height = null)
{
    /// <summary>Looks at a file from its start; where the file is read to afterwards is undefined.</summary>
    /// <param name="file">The file, which can seek.</param>
    public static FileFormat Of(Stream file)
    {
        Span<byte> start = stackalloc byte[ImageFormats.HeaderBytes];
        file.Position = 0;
        start = start[..file.ReadAtLeast(start, start.Length, throwOnEndOfStream: false)];
        if (ImageFormats.Of(start, file) is { } image)
        {
            return image;
        }

        return new FileFormat(OtherFormats.Of(start) ?? (PlainText.Is(file) ? "text/plain; charset=utf-8" : "application/octet-stream"));
    }

    /// <summary>
    /// Whether it is what a sender says. Only images are held to it: who says image gets no picture from other bytes,
    /// while other types are often guessed from a name, and never shown in a page.
    /// </summary>
    /// <param name="claimed">A media type, perhaps with parameters; null when nothing was said.</param>
    public bool Is(string? claimed)
    {
        var type = (claimed ?? "").Split(';')[0].Trim();
        return !type.StartsWith("image/", StringComparison.OrdinalIgnoreCase)
            || type.Equals(ContentType, StringComparison.OrdinalIgnoreCase)
            || (type.Equals("image/jpg", StringComparison.OrdinalIgnoreCase) && ContentType == "image/jpeg");
    }
}
