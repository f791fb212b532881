using System.ComponentModel;
using System.Diagnostics;

namespace KefuChat.Faults.Cluster;

/// <summary>Runs one of the system's programs (ip, nft, mount, …) to its end.</summary>
internal static class Tool
{
    /// <summary>Runs it; <paramref name="input"/> is what it reads.</summary>
    /// <exception cref="FaultException">It failed; the message is what it said.</exception>
    public static async Task RunAsync(string program, IEnumerable<string> arguments, string input = "")
    {
        if (await TryAsync(program, arguments, input) is { } complaint)
        {
            throw new FaultException(complaint);
        }
    }

    /// <summary>As <see cref="RunAsync"/>; null when it succeeded, else what it said.</summary>
    public static async Task<string?> TryAsync(string program, IEnumerable<string> arguments, string input = "")
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        try
        {
            using var process = Process.Start(start)!;
            await process.StandardInput.WriteAsync(input);
            process.StandardInput.Close();
            var ignored = process.StandardOutput.ReadToEndAsync();
            var complaint = (await process.StandardError.ReadToEndAsync()).Trim();
            await ignored;
            await process.WaitForExitAsync();
            return process.ExitCode == 0 ? null : $"{program} {string.Join(' ', start.ArgumentList)}: {complaint} ({process.ExitCode})";
        }
        catch (Win32Exception e)
        {
            return $"{program}: {e.Message}";
        }
    }
}
