using System.Diagnostics;
using KefuChat.Tests.Storage;

namespace KefuChat.Tests.Processes;

/// <summary>The real program with a command, in a process of its own.</summary>
internal static class CommandProcess
{
    /// <summary>Runs it to its end: its exit code, and all that it printed.</summary>
    public static async Task<(int ExitCode, string Output)> RunAsync(params string[] arguments) => await EndAsync(Start(null, arguments));

    /// <summary>Waits for its end: its exit code, and all that it printed.</summary>
    public static async Task<(int ExitCode, string Output)> EndAsync(Process started)
    {
        using var process = started;
        var (printed, complaints) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        try
        {
            await process.WaitForExitAsync().WaitAsync(Waiting.Patience);
        }
        catch (TimeoutException)
        {
            process.Kill();
            Assert.Fail($"not done after {Waiting.Patience}: {await printed}{await complaints}");
        }

        return (process.ExitCode, await printed + await complaints);
    }

    /// <summary>Starts it.</summary>
    /// <param name="database">ConnectionStrings:Kefu in its environment; null for none.</param>
    /// <param name="arguments">The command and its options.</param>
    public static Process Start(string? database, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "KefuChat.dll"), .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["ConnectionStrings__Kefu"] = database;
        return Process.Start(start)!;
    }
}
