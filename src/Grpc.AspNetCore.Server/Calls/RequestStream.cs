using Grpc.Core;
using Grpc.Core.Wire;

namespace Grpc.AspNetCore.Server.Calls;

/// <summary>The requests of a call as they come in.</summary>
internal sealed class RequestStream<TRequest>(ServerCall call, MessageReader<TRequest> messages) : IAsyncStreamReader<TRequest>
    where TRequest : class
{
    private static readonly Action<object?> AbortCall = static call => ((ServerCall)call!).Abort();

    private TRequest? _current;

    public TRequest Current => _current ?? throw new InvalidOperationException("There is no current message.");

    public Task<bool> MoveNext(CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested)
        {
            return Task.FromCanceled<bool>(cancellationToken);
        }

        if (!call.IsOpen)
        {
            return Task.FromException<bool>(new InvalidOperationException("The call has ended; there are no more messages to read."));
        }

        try
        {
            return messages.TryRead(out _current) ? Task.FromResult(true) : MoveNextAsync(cancellationToken);
        }
        catch (RpcException exception)
        {
            return Task.FromException<bool>(exception);
        }
    }

    private async Task<bool> MoveNextAsync(CancellationToken cancellationToken)
    {
        // As with the published package, who stops waiting for a message gives up the call.
        using var registration = cancellationToken.UnsafeRegister(AbortCall, call);
        do
        {
            if (!await messages.WaitAsync(cancellationToken))
            {
                return false;
            }
        }
        while (!messages.TryRead(out _current));

        return true;
    }
}
