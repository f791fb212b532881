namespace KefuChat.Configuration;

/// <summary>Files that nobody but their owner may read: keys and messages.</summary>
internal static class OwnerOnlyFile
{
    /// <summary>Opens a file for writing from its start, creating it if need be; what it holds is not truncated.</summary>
    /// <param name="path">Where.</param>
    /// <param name="share">What others may do meanwhile; <see cref="FileShare.None"/> keeps other processes out.</param>
    public static FileStream Create(string path, FileShare share = FileShare.ReadWrite)
    {
        var options = new FileStreamOptions { Mode = FileMode.OpenOrCreate, Access = FileAccess.ReadWrite, Share = share };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        return new FileStream(path, options);
    }
}
