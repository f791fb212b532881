using System.Diagnostics;

namespace KefuChat.Testing;

/// <summary>Runs other programs.</summary>
public static class CommandLine
{
    /// <summary>Starts one, with what it prints read.</summary>
    /// <param name="words">The program and its arguments.</param>
    public static Process Start(IEnumerable<string> words)
    {
        var all = words.ToArray();
        return Process.Start(new ProcessStartInfo(all[0], all[1..])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        }) ?? throw new InvalidOperationException($"{all[0]} did not start");
    }

    /// <summary>Runs one to its end.</summary>
    /// <returns>What it printed.</returns>
    /// <exception cref="InvalidOperationException">It failed, with what it said.</exception>
    public static async Task<string> RunAsync(IEnumerable<string> words)
    {
        var all = words.ToArray();
        using var process = Start(all);
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0
            ? await output
            : throw new InvalidOperationException($"{string.Join(' ', all)} ended with {process.ExitCode}: {await errors}{await output}");
    }
}
