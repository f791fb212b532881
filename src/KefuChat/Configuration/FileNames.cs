using System.ComponentModel;
using System.Runtime.InteropServices;

namespace KefuChat.Configuration;

/// <summary>The names of files, on stable storage: a file that was flushed can lose its name in a power failure (fsync(2)).</summary>
internal static class FileNames
{
    /// <summary>Returns once the name of a new or renamed file is on stable storage. On Windows the file system sees to that.</summary>
    /// <param name="path">The file.</param>
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
            throw Failure(directory);
        }

        var isFlushed = NativeMethods.Fsync(descriptor) == 0;
        var failure = isFlushed ? null : Failure(directory);
        _ = NativeMethods.Close(descriptor);
        if (failure is not null)
        {
            throw failure;
        }
    }

    private static IOException Failure(string directory) =>
        new($"the directory {directory} cannot be flushed: {new Win32Exception(Marshal.GetLastPInvokeError()).Message}");

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
