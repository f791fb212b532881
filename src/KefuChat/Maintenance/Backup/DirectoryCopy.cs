using KefuChat.Configuration;
using KefuChat.Uploads;

namespace KefuChat.Maintenance.Backup;

/// <summary>Copies files that never change once they have their name, while others come and go. Their owner alone can read the copies.</summary>
internal static class DirectoryCopy
{
    /// <summary>Copies a directory with all below it, but for what is still being written, and what is copied already.</summary>
    /// <returns>How many files were copied.</returns>
    /// <exception cref="IOException">One could not be read or written.</exception>
    public static int CopyTree(string from, string to, CancellationToken cancellation)
    {
        if (!Directory.Exists(to))
        {
            OwnerOnlyDirectory.Create(to);
            FileNames.Flush(to);
        }

        var copied = Copy(from, to, "*", cancellation);
        return copied + List(from, Directory.GetDirectories).Sum(
            directory => CopyTree(directory, Path.Combine(to, Path.GetFileName(directory)), cancellation));
    }

    /// <summary>Copies the files of one directory; returns once they are on stable storage.</summary>
    /// <param name="from">The directory.</param>
    /// <param name="to">Where to, an existing directory.</param>
    /// <param name="pattern">What their names are like.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <returns>How many were copied.</returns>
    /// <exception cref="IOException">One could not be read or written.</exception>
    public static int Copy(string from, string to, string pattern, CancellationToken cancellation)
    {
        var copied = 0;

        // In the order of their names an upload's bytes go before its description, which goes only with them: what is removed
        // meanwhile leaves bytes without a description, which the server cleans up, and no description without bytes.
        foreach (var file in List(from, directory => Directory.GetFiles(directory, pattern)).Order(StringComparer.Ordinal))
        {
            cancellation.ThrowIfCancellationRequested();
            var copy = Path.Combine(to, Path.GetFileName(file));
            if (IsWanted(copy) && !File.Exists(copy) && CopyFile(file, copy))
            {
                copied++;
            }
        }

        if (copied > 0)
        {
            FileNames.Flush(Path.Combine(to, "any"));
        }

        return copied;
    }

    private static bool IsWanted(string copy) => Path.GetExtension(copy) switch
    {
        PartFile.Extension => false,
        FileLayout.DescriptionExtension => File.Exists(Path.ChangeExtension(copy, null)),
        _ => true,
    };

    private static bool CopyFile(string from, string to)
    {
        try
        {
            using var source = new FileStream(from, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete);
            using var copy = OwnerOnlyFile.Create(to);
            source.CopyTo(copy);
            copy.Flush(flushToDisk: true);
            return true;
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            // It was removed, or given to another customer.
            return false;
        }
    }

    private static string[] List(string path, Func<string, string[]> list)
    {
        try
        {
            return list(path);
        }
        catch (DirectoryNotFoundException)
        {
            return [];
        }
    }
}
