using System.IO.Pipelines;
using Grpc.Core;
using Grpc.Core.Wire;

namespace Grpc.Net.Client.Calls;

/// <summary>Takes the requests of a call. A write completes when the message is in the pipe and the pipe has room for more.</summary>
internal sealed class RequestStream<TRequest, TResponse> : IClientStreamWriter<TRequest>
    where TRequest : class
    where TResponse : class
{
    private static readonly Action<object?> CancelCall = static call => ((ClientCall<TRequest, TResponse>)call!).Cancel();

    private readonly ClientCall<TRequest, TResponse> _call;
    private readonly Action<TRequest, SerializationContext> _serializer;
    private readonly PipeWriter _pipe;
    private readonly MessageWriter _writer;
    private int _isWriting;
    private bool _isComplete;

    public RequestStream(
        ClientCall<TRequest, TResponse> call,
        Action<TRequest, SerializationContext> serializer,
        PipeWriter pipe,
        int? maxMessageSize,
        WriteOptions? writeOptions)
    {
        _call = call;
        _serializer = serializer;
        _pipe = pipe;
        _writer = new MessageWriter(pipe, maxMessageSize);
        WriteOptions = writeOptions;
    }

    public WriteOptions? WriteOptions { get; set; }

    private bool IsGathering =>
        WriteOptions is { } options && options.Flags.HasFlag(WriteFlags.BufferHint) && _writer.UnflushedBytes < Framing.MaxGatheredBytes;

    public Task WriteAsync(TRequest message) => WriteAsync(message, CancellationToken.None);

    public Task WriteAsync(TRequest message, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(message);
        if (cancellationToken.IsCancellationRequested)
        {
            _call.Cancel();
        }

        if (_call.HasEnded)
        {
            return Task.FromException(_call.CreateWriteException());
        }

        if (Begin() is { } refusal)
        {
            return Task.FromException(refusal);
        }

        try
        {
            _writer.Write(_serializer, message);
            if (IsGathering)
            {
                End();
                return Task.CompletedTask;
            }

            _writer.OnFlush();
            var flush = _pipe.FlushAsync(CancellationToken.None);
            if (flush is { IsCompletedSuccessfully: true, Result: { IsCanceled: false, IsCompleted: false } })
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

    public Task CompleteAsync()
    {
        if (Begin() is { } refusal)
        {
            return Task.FromException(refusal);
        }

        _isComplete = true;
        _pipe.Complete();
        End();
        return Task.CompletedTask;
    }

    private async Task FinishAsync(ValueTask<FlushResult> flush, CancellationToken cancellationToken)
    {
        try
        {
            using var registration = cancellationToken.UnsafeRegister(CancelCall, _call);
            var result = await flush;
            if (result.IsCanceled || result.IsCompleted)
            {
                throw _call.CreateWriteException();
            }
        }
        finally
        {
            End();
        }
    }

    /// <returns>Why nothing can be written; null where it can.</returns>
    private InvalidOperationException? Begin()
    {
        if (_isComplete)
        {
            return new InvalidOperationException("The request stream has been completed.");
        }

        return Interlocked.Exchange(ref _isWriting, 1) == 0
            ? null
            : new InvalidOperationException("A write begins when the one before has completed.");
    }

    private void End() => Volatile.Write(ref _isWriting, 0);
}
