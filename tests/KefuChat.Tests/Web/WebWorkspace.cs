using System.Diagnostics;
using System.Reflection;

namespace KefuChat.Tests.Web;

/// <summary>Where the browser side lies, and the programs that belong to it.</summary>
internal static class WebWorkspace
{
    /// <summary>src/web of the checkout these tests were built from.</summary>
    public static string Directory { get; } = Path.GetFullPath(Metadata("WebDirectory"));

    /// <summary>The directory that Playwright's package was restored to, which holds its driver.</summary>
    public static string PlaywrightDriver { get; } = Metadata("PlaywrightDriver");

    /// <summary>A program of Node.js that ends by itself.</summary>
    /// <param name="environment">Variables beside those of this process.</param>
    /// <param name="arguments">The script and its arguments; the script's path begins at <see cref="Directory"/>.</param>
    /// <param name="cancellationToken">Kills it.</param>
    /// <returns>Its exit code, and all it printed.</returns>
    public static async Task<(int ExitCode, string Output)> RunNodeAsync(
        IEnumerable<KeyValuePair<string, string>> environment, string[] arguments, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo("node", arguments)
        {
            WorkingDirectory = Directory,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["NO_COLOR"] = "1";
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync(CancellationToken.None);
        var errors = process.StandardError.ReadToEndAsync(CancellationToken.None);
        try
        {
            await process.WaitForExitAsync(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            // Its workers as well: they are processes of their own.
            process.Kill(entireProcessTree: true);
            throw;
        }

        return (process.ExitCode, await output + await errors);
    }

    private static string Metadata(string key) => typeof(WebWorkspace).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(attribute => attribute.Key == key).Value!;
}
