namespace KefuChat.Configuration;

/// <summary>Directories that nobody but their owner may look into.</summary>
internal static class OwnerOnlyDirectory
{
    /// <summary>Creates a directory unless it is there; what is missing above it has the usual mode.</summary>
    /// <exception cref="IOException">It cannot be created.</exception>
    public static void Create(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(path);
        }
        else
        {
            Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }
}
