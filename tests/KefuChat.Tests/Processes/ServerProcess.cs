using System.Diagnostics;
using System.Net.WebSockets;
using System.Runtime.InteropServices;
using System.Text;
using KefuChat.Protocol;
using KefuChat.Tests.EndToEnd;
using KefuChat.Tests.TestClients;

namespace KefuChat.Tests.Processes;

/// <summary>The real program in a process of its own, on a port of its own.</summary>
internal sealed class ServerProcess : IAsyncDisposable
{
    private const string ListensOn = "KefuChat listens on ";
    private const string ServesOn = " to other processes on ";
    private const int Sigterm = 15;

    private static readonly string[] OnAnyPort = ["--urls", "http://127.0.0.1:0"];

    private readonly Process _process;
    private readonly StringBuilder _output = new();
    private readonly TaskCompletionSource<Uri> _address = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private ServerProcess(Process process) => _process = process;

    /// <summary>What the program has printed.</summary>
    public string Output
    {
        get
        {
            lock (_output)
            {
                return _output.ToString();
            }
        }
    }

    public Uri Address => _address.Task.Result;

    /// <summary>Starts the program and waits until it listens.</summary>
    public static Task<ServerProcess> StartAsync(string dataDirectory, params string[] settings) =>
        StartedAsync(Launch(dataDirectory, [.. OnAnyPort, .. settings]));

    /// <summary>Starts the program for other processes only, and waits until it serves them.</summary>
    public static Task<ServerProcess> StartRoleAsync(string dataDirectory, params string[] settings) =>
        StartedAsync(Launch(dataDirectory, settings));

    /// <summary>Starts the program where it is expected not to get far: its exit code and what it said.</summary>
    public static async Task<(int ExitCode, string Output)> RunAsync(string dataDirectory, params string[] settings)
    {
        await using var server = Launch(dataDirectory, [.. OnAnyPort, .. settings]);
        await server._process.WaitForExitAsync().WaitAsync(ChatClient.Patience);
        return (server._process.ExitCode, server.Output);
    }

    /// <summary>A kefu.v1 client of a user.</summary>
    public async Task<KefuClient> LoginAsync(User user, string token)
    {
        var socket = new ClientWebSocket();
        socket.Options.AddSubProtocol(KefuV1Codec.Subprotocol);
        await socket.ConnectAsync(new UriBuilder(Address) { Scheme = "ws", Path = "/ws" }.Uri, CancellationToken.None);
        var client = new KefuClient(new WebClientSocket(socket));
        client.Read();
        await client.LoginAsync(token, $"device of {user}");
        return client;
    }

    /// <summary>Ends it as a power cut does: no chance to do anything more.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync().WaitAsync(ChatClient.Patience);
    }

    /// <summary>Asks it to stop.</summary>
    public void Terminate() => Assert.Equal(0, NativeMethods.Kill(_process.Id, Sigterm));

    /// <summary>Waits for its end and gives the exit code.</summary>
    public async Task<int> WaitForExitAsync(TimeSpan patience)
    {
        await _process.WaitForExitAsync().WaitAsync(patience);
        return _process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            await KillAsync();
        }

        _process.Dispose();
    }

    private static async Task<ServerProcess> StartedAsync(ServerProcess server)
    {
        await server._address.Task.WaitAsync(ChatClient.Patience);
        return server;
    }

    private static ServerProcess Launch(string dataDirectory, string[] settings)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            ArgumentList =
            {
                Path.Combine(AppContext.BaseDirectory, "KefuChat.dll"),
                $"--Kefu:DataDirectory={dataDirectory}",
                $"--Kefu:AdminKey={KefuServer.AdminKey}",
                "--Kefu:Limits:MessagesPerSecond=0",
            },
        };
        foreach (var setting in settings)
        {
            start.ArgumentList.Add(setting);
        }

        var process = new Process { StartInfo = start };
        var server = new ServerProcess(process);
        process.OutputDataReceived += (_, line) => server.OnLine(line.Data);
        process.ErrorDataReceived += (_, line) => server.OnLine(line.Data);
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return server;
    }

    private void OnLine(string? line)
    {
        if (line is null)
        {
            _address.TrySetException(new InvalidOperationException($"the program has ended:\n{Output}"));
            return;
        }

        lock (_output)
        {
            _output.AppendLine(line);
        }

        foreach (var before in (string[])[ListensOn, ServesOn])
        {
            if (line.IndexOf(before, StringComparison.Ordinal) is >= 0 and var at)
            {
                _address.TrySetResult(new Uri(line[(at + before.Length)..].Split(',')[0]));
            }
        }
    }

    private static class NativeMethods
    {
        [DllImport("libc", EntryPoint = "kill")]
        [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
        public static extern int Kill(int pid, int signal);
    }
}
