using System.CommandLine;
using KefuChat.Storage;
using KefuChat.Storage.Sqlite;

namespace KefuChat.Maintenance.Migration;

/// <summary><c>KefuChat migrate</c>.</summary>
internal static class MigrateCommand
{
    /// <summary>The command.</summary>
    public static Command Create()
    {
        var from = MaintenanceSettings.DataDirectoryOption();
        var command = new Command(
            "migrate",
            "Copies the SQLite store of a data directory to an empty PostgreSQL database, ConnectionStrings:Kefu of appsettings.json or the environment, and compares the two. The server is stopped. It can be stopped and run again, and goes on where it was; no server starts on the database before the end. Uploads and keys stay in the data directory.")
        { from };
        command.SetAction((parsed, cancellation) => MaintenanceExit.OfAsync("migrate", () => Task.Run(
            () => RunAsync(MaintenanceSettings.DataDirectory(parsed.GetValue(from)), cancellation), cancellation)));
        return command;
    }

    private static async Task<int> RunAsync(string from, CancellationToken cancellation)
    {
        var target = MaintenanceSettings.Read().GetConnectionString("Kefu");
        if (string.IsNullOrEmpty(target))
        {
            throw new StorageRefusedException("ConnectionStrings:Kefu is empty; it says where PostgreSQL is, as in Host=db;Username=kefu;Password=…;Database=kefu.");
        }

        using var progress = new MigrationProgress(TimeProvider.System);
        var isSame = await new StoreMigration(Path.Combine(from, SqliteStoreFile.Name), target)
        {
            Copied = progress.Copied,
            Compared = MigrationProgress.Compared,
        }.RunAsync(cancellation);
        Console.WriteLine(isSame
            ? "The store is in PostgreSQL. Start servers with Kefu:Storage:Provider=Postgres, and this data directory for uploads and keys; none on its kefu.db."
            : "The copy is not the same as the store, and no server starts on it. Empty the database and begin anew.");
        return isSame ? MaintenanceExit.Done : MaintenanceExit.Wrong;
    }
}
