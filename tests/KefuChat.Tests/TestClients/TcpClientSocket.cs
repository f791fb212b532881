using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;

namespace KefuChat.Tests.TestClients;

/// <summary>A TCP connection: classic frames follow each other.</summary>
internal sealed class TcpClientSocket : ClientSocket
{
    private readonly TcpClient _client;
    private readonly NetworkStream _stream;

    private TcpClientSocket(TcpClient client)
    {
        _client = client;
        _stream = client.GetStream();
    }

    /// <summary>Connects; a small buffer keeps what is not read yet on the server's side.</summary>
    public static async Task<TcpClientSocket> ConnectAsync(EndPoint endPoint, int receiveBufferBytes = 64 * 1024)
    {
        var client = new TcpClient { ReceiveBufferSize = receiveBufferBytes };
        await client.ConnectAsync((IPEndPoint)endPoint);
        return new TcpClientSocket(client);
    }

    public override async Task SendAsync(byte[] frame) => await _stream.WriteAsync(frame);

    public override async Task<byte[]?> ReceiveAsync()
    {
        var header = new byte[12];
        try
        {
            await _stream.ReadExactlyAsync(header);
            var frame = new byte[12 + BinaryPrimitives.ReadInt32BigEndian(header)];
            header.CopyTo(frame, 0);
            await _stream.ReadExactlyAsync(frame.AsMemory(12));
            return frame;
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException)
        {
            SetClosed(0, e.Message);
            return null;
        }
    }

    public override Task CloseAsync()
    {
        _client.Client.Shutdown(SocketShutdown.Send);
        return Task.CompletedTask;
    }

    public override void Abort() => _client.Close();

    public override ValueTask DisposeAsync()
    {
        _client.Dispose();
        return ValueTask.CompletedTask;
    }
}
