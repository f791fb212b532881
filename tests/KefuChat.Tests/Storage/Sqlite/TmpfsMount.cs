using System.Diagnostics;

namespace KefuChat.Tests.Storage.Sqlite;

/// <summary>A small disk of its own: a tmpfs, mounted while it is needed. Linux, and only where one may mount.</summary>
internal sealed class TmpfsMount : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    private TmpfsMount()
    {
    }

    public string File(string name) => _directory.File(name);

    /// <summary>Mounts one, or skips the test with the reason why it cannot.</summary>
    public static TmpfsMount CreateOrSkip(string size)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "tmpfs is Linux's");
        var disk = new TmpfsMount();
        var refusal = Run("mount", "-t", "tmpfs", "-o", $"size={size}", "tmpfs", disk._directory.Path);
        if (refusal is not null)
        {
            disk._directory.Dispose();
            Assert.Skip($"mounting a tmpfs is not permitted here: {refusal}");
        }

        return disk;
    }

    /// <summary>Leaves no room at all, in a file called "filler".</summary>
    public void FillUp()
    {
        using var filler = new FileStream(File("filler"), FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0);
        try
        {
            while (true)
            {
                filler.Write(new byte[4096]);
            }
        }
        catch (IOException)
        {
            // Now it is full.
        }
    }

    public void Resize(string size) => Assert.Null(Run("mount", "-o", $"remount,size={size}", _directory.Path));

    public void Dispose()
    {
        Assert.Null(Run("umount", _directory.Path));
        _directory.Dispose();
    }

    /// <summary>Null where it succeeded, else what it said.</summary>
    private static string? Run(string program, params string[] arguments)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true })!;
            var complaint = process.StandardError.ReadToEnd().Trim();
            process.WaitForExit();
            return process.ExitCode == 0 ? null : $"{complaint} ({process.ExitCode})";
        }
        catch (System.ComponentModel.Win32Exception e)
        {
            return e.Message;
        }
    }
}
