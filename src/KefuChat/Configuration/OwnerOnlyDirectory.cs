namespace KefuChat.Configuration;

/// <summary>Directories that nobody but their owner may look into.</summary>
internal static class OwnerOnlyDirectory
{
    /// <summary>Creates a directory, and those above it, unless it is there.</summary>
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
