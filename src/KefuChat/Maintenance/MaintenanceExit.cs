using System.Data.Common;
using KefuChat.Storage;

namespace KefuChat.Maintenance;

/// <summary>How commands end.</summary>
internal static class MaintenanceExit
{
    /// <summary>All is well.</summary>
    public const int Done = 0;

    /// <summary>Something was found to be wrong.</summary>
    public const int Wrong = 1;

    /// <summary>It could not be done.</summary>
    public const int NotDone = 2;

    /// <summary>Runs a command; what stops it is a file, a disk or a setting, and is told in a line.</summary>
    public static async Task<int> OfAsync(string command, Func<Task<int>> run)
    {
        try
        {
            return await run();
        }
        catch (OperationCanceledException)
        {
            await Console.Error.WriteLineAsync($"KefuChat {command}: stopped");
            return NotDone;
        }
        catch (Exception e) when (e is StorageRefusedException or DbException or IOException or UnauthorizedAccessException or TimeoutException)
        {
            await Console.Error.WriteLineAsync($"KefuChat {command}: {e.Message}");
            return NotDone;
        }
    }
}
