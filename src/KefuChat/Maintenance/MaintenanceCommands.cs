using System.CommandLine;
using KefuChat.Maintenance.Backup;
using KefuChat.Maintenance.Migration;
using KefuChat.Maintenance.Verification;

namespace KefuChat.Maintenance;

/// <summary>What the program does besides serving, when its first argument says so: it is a word, where a setting is none.</summary>
internal static class MaintenanceCommands
{
    private static readonly string[] Help = ["--help", "-h", "-?"];

    /// <summary>Whether arguments ask for a command. Without one the program serves, and they are settings.</summary>
    public static bool AreMeant(string[] arguments) =>
        arguments is [var first, ..]
        && (Help.Contains(first) || (first.Length > 0 && first[0] is not ('-' or '/') && !first.Contains('=', StringComparison.Ordinal)));

    /// <summary>Runs the command, and says in plain words what was wrong.</summary>
    /// <returns>The exit code: 0 when all is well; 1 when something was found to be wrong; 2 when it could not be done.</returns>
    public static async Task<int> RunAsync(string[] arguments)
    {
        var root = new RootCommand(
            "KefuChat serves a shop's chat. Without a command it starts the server, and arguments are settings, as in --urls http://localhost:5080 or --Kefu:DataDirectory=data.")
        {
            BackupCommand.Create(),
            VerifyCommand.Create(),
            MigrateCommand.Create(),
        };

        // There is no number that would tell more than the name.
        root.Options.OfType<VersionOption>().ToList().ForEach(version => root.Options.Remove(version));
        var parsed = root.Parse(arguments);
        if (parsed.Errors.Count == 0)
        {
            return await parsed.InvokeAsync();
        }

        var isKnown = root.Subcommands.Any(command => command.Name == arguments[0]);
        foreach (var reason in isKnown ? parsed.Errors.Select(error => error.Message) : [$"There is no command '{arguments[0]}'."])
        {
            await Console.Error.WriteLineAsync($"KefuChat: {reason}");
        }

        await Console.Error.WriteLineAsync("KefuChat --help lists the commands, and KefuChat COMMAND --help their options.");
        return MaintenanceExit.NotDone;
    }
}
