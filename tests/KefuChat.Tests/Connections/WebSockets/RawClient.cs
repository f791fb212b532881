using System.Net.Sockets;
using System.Text;
using KefuChat.Tests.TestClients;

namespace KefuChat.Tests.Connections.WebSockets;

/// <summary>A TCP connection to the server's HTTP port, for requests and frames that no client library would send.</summary>
internal sealed class RawClient : IDisposable
{
    private readonly TcpClient _tcp = new() { NoDelay = true };

    private Stream Stream => _tcp.GetStream();

    /// <summary>The request of every WebSocket client; what it begins and ends with may be another.</summary>
    public static string Request(string line = "GET /ws HTTP/1.1", string host = "Host: localhost", string more = "") =>
        $"{line}\r\n{host}\r\nConnection: keep-alive, Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
        + $"Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Protocol: kefu.v1\r\n{more}\r\n";

    public static async Task<RawClient> ConnectAsync(Uri server)
    {
        var client = new RawClient();
        await client._tcp.ConnectAsync(server.Host, server.Port);
        return client;
    }

    public Task SendAsync(string text) => SendAsync(Encoding.Latin1.GetBytes(text));

    public Task SendAsync(params byte[] bytes) => Stream.WriteAsync(bytes).AsTask();

    /// <summary>The status line and the headers of a response.</summary>
    public async Task<string> ReadHeadAsync()
    {
        var head = new StringBuilder();
        while (!head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal))
        {
            head.Append((char)(await ReadAsync(1))[0]);
        }

        return head.ToString();
    }

    public async Task<byte[]> ReadAsync(int count)
    {
        using var patience = new CancellationTokenSource(ChatClient.Patience);
        var bytes = new byte[count];
        await Stream.ReadExactlyAsync(bytes, patience.Token);
        return bytes;
    }

    /// <summary>Whether the server has ended its direction, with nothing more before the end.</summary>
    public async Task<bool> IsEndAsync()
    {
        using var patience = new CancellationTokenSource(ChatClient.Patience);
        return await Stream.ReadAsync(new byte[1], patience.Token) == 0;
    }

    /// <summary>What comes until the connection is over, be it ended or reset.</summary>
    public async Task<string> ReadToEndAsync()
    {
        using var patience = new CancellationTokenSource(ChatClient.Patience);
        using var bytes = new MemoryStream();
        try
        {
            await Stream.CopyToAsync(bytes, patience.Token);
        }
        catch (IOException)
        {
            // A reset is an end as well.
        }

        return Encoding.Latin1.GetString(bytes.ToArray());
    }

    public void Dispose() => _tcp.Dispose();
}
