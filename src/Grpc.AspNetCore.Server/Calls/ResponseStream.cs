using System.IO.Pipelines;
using Grpc.Core;
using Grpc.Core.Wire;

namespace Grpc.AspNetCore.Server.Calls;

/// <summary>Takes the responses of a call. A write completes when the message is in Kestrel's pipe and the pipe has room for more.</summary>
internal sealed class ResponseStream<TResponse>(
    ServerCall call, Action<TResponse, SerializationContext> serializer, PipeWriter pipe, int? maxMessageSize) : IServerStreamWriter<TResponse>
    where TResponse : class
{
    private static readonly Action<object?> AbortCall = static call => ((ServerCall)call!).Abort();

    private readonly MessageWriter _writer = new(pipe, maxMessageSize);
    private int _isWriting;

    public WriteOptions? WriteOptions
    {
        get => call.WriteOptions;
        set => call.WriteOptions = value;
    }

    private bool IsGathering =>
        WriteOptions is { } options && options.Flags.HasFlag(WriteFlags.BufferHint) && _writer.UnflushedBytes < Framing.MaxGatheredBytes;

    public Task WriteAsync(TResponse message) => WriteAsync(message, CancellationToken.None);

    public Task WriteAsync(TResponse message, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(message);
        if (cancellationToken.IsCancellationRequested)
        {
            return Task.FromCanceled(cancellationToken);
        }

        if (!call.IsOpen)
        {
            return Task.FromException(new InvalidOperationException("The call has ended; no more messages can be written."));
        }

        if (Interlocked.Exchange(ref _isWriting, 1) != 0)
        {
            return Task.FromException(new InvalidOperationException("A write begins when the one before has completed."));
        }

        try
        {
            Write(message);
            if (IsGathering)
            {
                End();
                return Task.CompletedTask;
            }

            _writer.OnFlush();
            var flush = pipe.FlushAsync(CancellationToken.None);
            if (flush is { IsCompletedSuccessfully: true, Result.IsCanceled: false })
            {
                End();
                return Task.CompletedTask;
            }

            return FinishAsync(flush, cancellationToken);
        }
        catch (Exception exception)
        {
            End();
            return Task.FromException(exception);
        }
    }

    /// <summary>The one response of a call that has one; goes out with the status behind it.</summary>
    public void Write(TResponse message)
    {
        _writer.Write(serializer, message);
        call.HasMessages = true;
    }

    private async Task FinishAsync(ValueTask<FlushResult> flush, CancellationToken cancellationToken)
    {
        try
        {
            // As with the published package, who stops waiting for a write gives up the call.
            using var registration = cancellationToken.UnsafeRegister(AbortCall, call);
            var result = await flush;

            // Kestrel ends the wait when it is told to, but does not hand on that it was.
            if (result.IsCanceled || !call.IsOpen)
            {
                throw new OperationCanceledException(call.CancellationToken);
            }
        }
        finally
        {
            End();
        }
    }

    private void End() => Volatile.Write(ref _isWriting, 0);
}
