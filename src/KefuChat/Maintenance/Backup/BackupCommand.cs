using System.CommandLine;

namespace KefuChat.Maintenance.Backup;

/// <summary><c>KefuChat backup</c>.</summary>
internal static class BackupCommand
{
    /// <summary>The command.</summary>
    public static Command Create()
    {
        var to = new Option<string>("--to") { Required = true, HelpName = "DIR", Description = "Where the copy goes; nothing must be there yet." };
        var from = MaintenanceSettings.DataDirectoryOption();
        var command = new Command(
            "backup",
            "Copies a data directory while a server runs on it, or none: the SQLite store with everything acknowledged before, uploads and generated keys. The copy can be used as Kefu:DataDirectory as it is. Without the search index, which is made anew.")
        { to, from };
        command.SetAction((parsed, cancellation) => MaintenanceExit.OfAsync("backup", () => Task.Run(
            () => Run(MaintenanceSettings.DataDirectory(parsed.GetValue(from)), Path.GetFullPath(parsed.GetValue(to)!), cancellation), cancellation)));
        return command;
    }

    private static int Run(string from, string to, CancellationToken cancellation)
    {
        var progress = new ConsoleProgress();
        var done = new DataDirectoryBackup(from, to).Run(part => progress.Report($"copying kefu.db: {(int)(100 * part)} %"), cancellation);
        progress.End();
        Console.WriteLine($"{from} was copied to {to}: {done}.");
        return MaintenanceExit.Done;
    }
}
