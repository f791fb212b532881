using System.Diagnostics;
using System.Reflection;

namespace Grpc.Tests.Interop;

/// <summary>interop.mjs under Node.js.</summary>
internal sealed class Node : IAsyncDisposable
{
    private static readonly string Directory = typeof(Node).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(attribute => attribute.Key == "InteropDirectory").Value!;

    private readonly Process _process;
    private readonly Task<string> _errors;

    private Node(params string[] arguments)
    {
        _process = Process.Start(new ProcessStartInfo("node", ["interop.mjs", .. arguments])
        {
            WorkingDirectory = Directory,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;

        // Always: a pipe that nobody empties would stop the script, and us with it.
        _errors = _process.StandardError.ReadToEndAsync(CancellationToken.None);
    }

    public static Node Serve() => new("serve");

    public static Node Call(string address) => new("call", address);

    /// <exception cref="InvalidOperationException">The script failed; the message is what it wrote to its standard error.</exception>
    public async Task<string> ReadLineAsync() =>
        await _process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken) ?? throw new InvalidOperationException(await _errors);

    public async ValueTask DisposeAsync()
    {
        _process.StandardInput.Close();
        if (!_process.HasExited)
        {
            _process.Kill();
        }

        await _process.WaitForExitAsync(CancellationToken.None);
        _process.Dispose();
    }
}
