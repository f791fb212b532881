using System.Runtime.InteropServices;

namespace KefuChat.Configuration;

/// <summary>Files that nobody but their owner may read: keys and messages.</summary>
internal static class OwnerOnlyFile
{
    /// <summary>Opens a file for writing from its start, creating it if need be; what it holds is not truncated.</summary>
    /// <param name="path">Where.</param>
    /// <param name="share">What others may do meanwhile; <see cref="FileShare.None"/> keeps other processes out.</param>
    /// <param name="preallocationBytes">Room to reserve for a file that is new, or 0.</param>
    public static FileStream Create(string path, FileShare share = FileShare.ReadWrite, long preallocationBytes = 0)
    {
        var options = new FileStreamOptions
        {
            Mode = preallocationBytes > 0 ? FileMode.CreateNew : FileMode.OpenOrCreate,
            Access = FileAccess.ReadWrite,
            Share = share,
            PreallocationSize = preallocationBytes,
        };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        return new FileStream(path, options);
    }

    /// <summary>Gives a finished file its name, unless a file of that name is there: then that one stays.</summary>
    public static void MoveUnlessExists(string from, string to)
    {
        // The framework looks first and renames then: a file that comes in between is lost. A link cannot be made twice.
        var isLinked = !OperatingSystem.IsWindows() && NativeMethods.Link(from, to) == 0;
        if (isLinked || File.Exists(to))
        {
            File.Delete(from);
        }
        else
        {
            // Windows, or a file system without links.
            File.Move(from, to);
        }
    }

    private static class NativeMethods
    {
        [DllImport("libc", EntryPoint = "link", CharSet = CharSet.Ansi, BestFitMapping = false, ThrowOnUnmappableChar = true)]
        [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
        public static extern int Link([MarshalAs(UnmanagedType.LPUTF8Str)] string existing, [MarshalAs(UnmanagedType.LPUTF8Str)] string created);
    }
}
