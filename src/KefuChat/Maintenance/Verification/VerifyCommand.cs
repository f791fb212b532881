using System.CommandLine;
using System.Globalization;
using KefuChat.Storage.Sqlite;

namespace KefuChat.Maintenance.Verification;

/// <summary><c>KefuChat verify</c>.</summary>
internal static class VerifyCommand
{
    /// <summary>The command.</summary>
    public static Command Create()
    {
        var directory = MaintenanceSettings.DataDirectoryOption();
        var file = new Option<string?>("--file") { HelpName = "FILE", Description = "The store's file itself, instead of a data directory." };
        var command = new Command(
            "verify",
            "Checks an SQLite store, whether a server runs on it or not: that keys have no gap, both queues hold each message, no message is doubled, and the rest of its tables agree. Exits with 0 when it is sound, 1 when it is not, 2 when it cannot be read.")
        { directory, file };
        command.SetAction(parsed => MaintenanceExit.OfAsync("verify", () => Task.FromResult(Run(
            parsed.GetValue(file) is { } path ? Path.GetFullPath(path) : Path.Combine(MaintenanceSettings.DataDirectory(parsed.GetValue(directory)), SqliteStoreFile.Name)))));
        return command;
    }

    private static int Run(string path)
    {
        using var verification = new StoreVerification(path);
        Console.WriteLine(path);
        foreach (var (table, rows) in verification.Count())
        {
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {rows,15:#,0} {table}"));
        }

        var violations = 0L;
        foreach (var result in verification.Check())
        {
            violations += result.Count;
            Print(result);
        }

        if (verification.HasLogged)
        {
            Console.WriteLine("The commit log holds messages that were not checked: they are not in the file yet. A server stores them when it starts; one that runs, within a second.");
        }

        Console.WriteLine(violations == 0 ? "The store is sound." : $"The store is not sound: {violations} violations.");
        return violations == 0 ? MaintenanceExit.Done : MaintenanceExit.Wrong;
    }

    private static void Print(CheckResult result)
    {
        Console.WriteLine($"  {(result.Count == 0 ? "ok   " : "WRONG")} {result.Promise}");
        foreach (var violation in result.First)
        {
            Console.WriteLine($"        {violation}");
        }

        if (result.Count > result.First.Count)
        {
            Console.WriteLine($"        … and {result.Count - result.First.Count} more");
        }
    }
}
