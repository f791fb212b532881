namespace KefuChat.Tests.TestClients;

/// <summary>A client's end of a socket: whole frames in and out.</summary>
internal abstract class ClientSocket : IAsyncDisposable
{
    private readonly TaskCompletionSource<(int Code, string Reason)> _closed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task<(int Code, string Reason)> Closed => _closed.Task;

    public abstract Task SendAsync(byte[] frame);

    /// <summary>The next frame, or null when the server has closed or gone.</summary>
    public abstract Task<byte[]?> ReceiveAsync();

    public abstract Task CloseAsync();

    public abstract void Abort();

    public abstract ValueTask DisposeAsync();

    protected void SetClosed(int code, string reason) => _closed.TrySetResult((code, reason));
}
