using System.Diagnostics;
using System.Reflection;

namespace MessagePack.Tests.Interop;

/// <summary>Runs interop.mjs under Node.js.</summary>
internal static class Node
{
    private static readonly string Directory = typeof(Node).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(attribute => attribute.Key == "InteropDirectory").Value!;

    /// <summary>Translates lines, one to one.</summary>
    /// <exception cref="InvalidOperationException">The script failed; the message is what it wrote to its standard error.</exception>
    public static async Task<string[]> TranslateAsync(string mode, IEnumerable<string> lines, CancellationToken cancellationToken)
    {
        using Process process = Process.Start(new ProcessStartInfo("node", ["interop.mjs", mode])
        {
            WorkingDirectory = Directory,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        await using CancellationTokenRegistration registration = cancellationToken.Register(process.Kill);

        // All three at once: a pipe that nobody empties would stop the script, and us with it.
        Task<string> output = process.StandardOutput.ReadToEndAsync(CancellationToken.None);
        Task<string> error = process.StandardError.ReadToEndAsync(CancellationToken.None);
        Task input = WriteAsync(process.StandardInput, lines);
        await process.WaitForExitAsync(cancellationToken);
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException(await error);
        }

        await input;
        return (await output).Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }

    private static async Task WriteAsync(StreamWriter input, IEnumerable<string> lines)
    {
        foreach (string line in lines)
        {
            await input.WriteAsync(line + '\n');
        }

        input.Close();
    }
}
