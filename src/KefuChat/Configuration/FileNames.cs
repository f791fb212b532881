using System.ComponentModel;
using System.Runtime.InteropServices;

namespace KefuChat.Configuration;

/// <summary>The names of files, on stable storage: a file that was flushed can lose its name in a power failure (fsync(2)).</summary>
internal static class FileNames
{
    // EACCES, EINVAL, EROFS, and ENOTSUP of macOS and of Linux: nothing can be done, and nothing has gone wrong.
    private static readonly int[] Unsupported = [13, 22, 30, 45, 95];

    /// <summary>
    /// Returns once the name of a new or renamed file is on stable storage. On Windows, and where directories cannot be
    /// flushed, the file system sees to that.
    /// </summary>
    /// <param name="path">The file, or a directory that was made.</param>
    /// <exception cref="IOException">Its directory could not be flushed.</exception>
    public static void Flush(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        var directory = Path.GetDirectoryName(Path.GetFullPath(path))!;
        var descriptor = NativeMethods.Open(directory, 0);
        if (descriptor < 0)
        {
            ThrowUnlessUnsupported(directory);
            return;
        }

        try
        {
            if (NativeMethods.Fsync(descriptor) != 0)
            {
                ThrowUnlessUnsupported(directory);
            }
        }
        finally
        {
            _ = NativeMethods.Close(descriptor);
        }
    }

    private static void ThrowUnlessUnsupported(string directory)
    {
        var error = Marshal.GetLastPInvokeError();
        if (!Unsupported.Contains(error))
        {
            throw new IOException($"the directory {directory} cannot be flushed: {new Win32Exception(error).Message}");
        }
    }

    private static class NativeMethods
    {
        [DllImport("libc", EntryPoint = "open", SetLastError = true, CharSet = CharSet.Ansi, BestFitMapping = false, ThrowOnUnmappableChar = true)]
        [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
        public static extern int Open([MarshalAs(UnmanagedType.LPUTF8Str)] string path, int flags);

        [DllImport("libc", EntryPoint = "fsync", SetLastError = true)]
        [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
        public static extern int Fsync(int descriptor);

        [DllImport("libc", EntryPoint = "close", SetLastError = true)]
        [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
        public static extern int Close(int descriptor);
    }
}
