using System.IO.Pipelines;
using Grpc.Core;
using Grpc.Core.Wire;

namespace Grpc.Net.Client.Calls;

/// <summary>
/// One call: sends the request, reads the responses, ends once. Whatever comes first ends it: its status, a failure, the
/// deadline, the caller. <see cref="Cancel"/> and <see cref="Dispose"/> may be called from any thread, the rest by one reader.
/// </summary>
internal sealed partial class ClientCall<TRequest, TResponse> : IDisposable
    where TRequest : class
    where TResponse : class
{
    // The caller's thread hands the bytes on to HTTP itself; who waits for room goes on elsewhere.
    private static readonly PipeOptions PipeOptions = new(
        readerScheduler: PipeScheduler.Inline,
        writerScheduler: PipeScheduler.ThreadPool,
        pauseWriterThreshold: 2 * Framing.MaxGatheredBytes,
        resumeWriterThreshold: Framing.MaxGatheredBytes,
        minimumSegmentSize: 16 * 1024,
        useSynchronizationContext: false);

    private static readonly Action<object?> CancelCall = static call => ((ClientCall<TRequest, TResponse>)call!).Cancel();
    private static readonly Action<object?> DisposeCall = static call => ((ClientCall<TRequest, TResponse>)call!).Dispose();

    private readonly GrpcChannel _channel;
    private readonly Method<TRequest, TResponse> _method;
    private readonly CallOptions _options;
    private readonly DateTime _deadlineTime;
    private readonly CancellationTokenSource _cancellation = new();
    private readonly TaskCompletionSource<Metadata> _headers = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private CancellationTokenRegistration _callerRegistration;
    private CancellationTokenRegistration _channelRegistration;
    private DeadlineTimer? _deadline;
    private CallEnding? _ending;
    private HttpResponseMessage? _response;
    private PipeWriter? _requests;
    private RequestContent? _content;
    private Task<MessageReader<TResponse>?> _opening = Task.FromResult<MessageReader<TResponse>?>(null);

    public ClientCall(GrpcChannel channel, Method<TRequest, TResponse> method, CallOptions options)
    {
        ObjectDisposedException.ThrowIf(channel.Disposal.IsCancellationRequested, channel);
        _channel = channel;
        _method = method;
        _lacksResponse = method.Type is MethodType.Unary or MethodType.ClientStreaming;
        _options = options;
        _deadlineTime = options.Deadline ?? DateTime.MaxValue;
        if (_deadlineTime.Kind != DateTimeKind.Utc && _deadlineTime != DateTime.MaxValue && _deadlineTime != DateTime.MinValue)
        {
            throw new InvalidOperationException("A deadline is UTC, DateTime.MaxValue or DateTime.MinValue.");
        }
    }

    public Task<Metadata> ResponseHeadersAsync => _headers.Task;

    public bool HasEnded => Volatile.Read(ref _ending) is not null;

    private CallEnding Ending => Volatile.Read(ref _ending) ?? throw new InvalidOperationException("The call has not ended.");

    public Status GetStatus() => Ending.Status;

    public Metadata GetTrailers() => Ending.Trailers;

    /// <summary>Starts with the one request.</summary>
    public void Start(TRequest request)
    {
        var pipe = new Pipe();
        try
        {
            new MessageWriter(pipe.Writer, _channel.MaxSendMessageSize).Write(_method.RequestMarshaller.ContextualSerializer, request);
        }
        catch (Exception exception)
        {
            FailBeforeStart(exception);
            return;
        }

        pipe.Writer.Complete();
        Open(new SingleRequestContent(pipe.Reader));
    }

    /// <summary>Starts with a stream of requests.</summary>
    public RequestStream<TRequest, TResponse> Start()
    {
        var pipe = new Pipe(PipeOptions);
        _requests = pipe.Writer;
        Open(new StreamingContent(pipe.Reader));
        return new RequestStream<TRequest, TResponse>(
            this, _method.RequestMarshaller.ContextualSerializer, pipe.Writer, _channel.MaxSendMessageSize, _options.WriteOptions);
    }

    public void Cancel() => End(new CallEnding(StatusCode.Cancelled, "The call was cancelled by the client."));

    public void Dispose() => End(new CallEnding(StatusCode.Cancelled, "The call was disposed by the client."));

    /// <summary>What a reader is told.</summary>
    public Exception CreateException()
    {
        var (status, trailers) = Ending;
        var exception = new RpcException(status, trailers);
        return _channel.ThrowOperationCanceledOnCancellation && status.StatusCode is StatusCode.Cancelled or StatusCode.DeadlineExceeded
            ? new OperationCanceledException(status.Detail, exception, _options.CancellationToken)
            : exception;
    }

    /// <summary>What a writer is told. The server may take no more requests and yet have responses under way, with the status behind them.</summary>
    public Exception CreateWriteException() => Volatile.Read(ref _ending) switch
    {
        null => new RpcException(new Status(StatusCode.Unknown, "The server takes no more requests; its status follows the responses.")),
        { Status.StatusCode: StatusCode.OK } => new InvalidOperationException("The call has ended."),
        _ => CreateException(),
    };

    private void FailBeforeStart(Exception exception)
    {
        End(FailureStatus.From(exception));
        FailHeaders();
    }

    private void FailHeaders()
    {
        _headers.TrySetException(CreateException());

        // Nobody need look at the headers.
        _ = _headers.Task.Exception;
    }

    /// <summary>Ends the call unless it has ended, and lets go of everything.</summary>
    private void End(CallEnding ending)
    {
        if (Interlocked.CompareExchange(ref _ending, ending, null) is not null)
        {
            return;
        }

        Unwatch();

        // Resets the stream unless both sides are through with it, and wakes whoever reads or waits for room.
        _cancellation.Cancel();
        _content?.OnResponse();
        Volatile.Read(ref _response)?.Dispose();
        _requests?.CancelPendingFlush();
    }
}
