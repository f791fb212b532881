using System.Net.WebSockets;

namespace KefuChat.Tests.TestClients;

/// <summary>A WebSocket, of the in-memory server or of the network.</summary>
internal sealed class WebClientSocket(WebSocket socket) : ClientSocket
{
    public override async Task SendAsync(byte[] frame) =>
        await socket.SendAsync(frame, WebSocketMessageType.Binary, true, CancellationToken.None);

    public async Task SendTextAsync(string text) => await socket.SendAsync(
        System.Text.Encoding.UTF8.GetBytes(text), WebSocketMessageType.Text, true, CancellationToken.None);

    public override async Task<byte[]?> ReceiveAsync()
    {
        var buffer = new byte[64 * 1024];
        var length = 0;
        try
        {
            while (true)
            {
                var result = await socket.ReceiveAsync(new ArraySegment<byte>(buffer, length, buffer.Length - length), CancellationToken.None);
                if (result.MessageType == WebSocketMessageType.Close)
                {
                    SetClosed((int)result.CloseStatus.GetValueOrDefault(), result.CloseStatusDescription ?? "");
                    await AnswerCloseAsync();
                    return null;
                }

                length += result.Count;
                if (result.EndOfMessage)
                {
                    return buffer[..length];
                }
            }
        }
        catch (Exception e) when (e is WebSocketException or IOException or OperationCanceledException or ObjectDisposedException)
        {
            SetClosed(0, e.Message);
            return null;
        }
    }

    public override Task CloseAsync() =>
        socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, "", CancellationToken.None);

    public override void Abort() => socket.Abort();

    public override ValueTask DisposeAsync()
    {
        socket.Dispose();
        return ValueTask.CompletedTask;
    }

    private async Task AnswerCloseAsync()
    {
        if (socket.State == WebSocketState.CloseReceived)
        {
            await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, "", CancellationToken.None);
        }
    }
}
