using Grpc.Core;
using Grpc.Core.Wire;
using Microsoft.AspNetCore.Http;

namespace Grpc.AspNetCore.Server.Calls;

/// <summary>
/// A call over HTTP. Ends once; after that nothing touches the HTTP context any more, which by then may carry another call.
/// </summary>
internal sealed partial class ServerCall : ServerCallContext, IDisposable
{
    private static readonly Action<object?> OnAborted = static call => ((ServerCall)call!)._cancellation.Cancel();

    private readonly Lock _gate = new();
    private readonly CancellationTokenSource _cancellation = new();
    private readonly CancellationTokenRegistration _abortRegistration;
    private readonly DeadlineTimer? _timer;
    private readonly CancellationToken _aborted;
    private bool _isDeadlineExceeded;
    private bool _hasEnded;

    public ServerCall(HttpContext httpContext, string method)
    {
        HttpContext = httpContext;
        MethodCore = method;
        DeadlineCore = CallRequest.ReadDeadline(httpContext.Request);
        _aborted = httpContext.RequestAborted;
        _abortRegistration = _aborted.UnsafeRegister(OnAborted, this);
        CallResponse.Begin(httpContext.Response);
        if (DeadlineCore != DateTime.MaxValue)
        {
            _timer = new DeadlineTimer(DeadlineCore, OnDeadline);
        }
    }

    public HttpContext HttpContext { get; }

    /// <summary>Whether the caller is beyond reach.</summary>
    public bool IsCallerGone => _aborted.IsCancellationRequested;

    /// <summary>Whether messages can still go either way.</summary>
    public bool IsOpen =>
        !Volatile.Read(ref _hasEnded) && !Volatile.Read(ref _isDeadlineExceeded) && !_cancellation.IsCancellationRequested;

    /// <summary>Whether a message of the response was written, if only to memory.</summary>
    public bool HasMessages { get; set; }

    /// <summary>Resets the stream.</summary>
    public void Abort()
    {
        lock (_gate)
        {
            if (!_hasEnded)
            {
                HttpContext.Abort();
            }
        }
    }

    /// <summary>Ends the call: the response says how, unless nobody listens.</summary>
    public void End(Status status)
    {
        Dispose();
        if (IsCallerGone)
        {
            return;
        }

        if (Volatile.Read(ref _isDeadlineExceeded))
        {
            status = new Status(StatusCode.DeadlineExceeded, "The deadline has passed.");
        }

        if (HasMessages || HttpContext.Response.HasStarted)
        {
            CallResponse.EndWithTrailers(HttpContext.Response, status, ResponseTrailers);
        }
        else
        {
            CallResponse.EndWithHeaders(HttpContext.Response, status, ResponseTrailers);
        }
    }

    /// <summary>Lets go of the HTTP context. The source of the token stays: whom it has told may still look at it, and the timer may be firing.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            _hasEnded = true;
        }

        _timer?.Dispose();
        _abortRegistration.Unregister();
    }

    private void OnDeadline()
    {
        lock (_gate)
        {
            if (_hasEnded)
            {
                return;
            }

            Volatile.Write(ref _isDeadlineExceeded, true);
            HttpContext.Request.BodyReader.CancelPendingRead();
            HttpContext.Response.BodyWriter.CancelPendingFlush();
        }

        // Outside the lock: this runs what the handler has registered.
        _cancellation.Cancel();
    }
}
