using Grpc.Core;

namespace Grpc.Net.Client.Calls;

/// <summary>What a failure of the exchange means for the call.</summary>
internal static class FailureStatus
{
    public static CallEnding From(Exception exception)
    {
        if (exception is RpcException rpc)
        {
            return new CallEnding(rpc.Status, rpc.Trailers);
        }

        var code = FindReset(exception) is { } reset && !IsDeadConnection(reset) ? FromReset(reset) : exception switch
        {
            // A cancellation of ours has ended the call before it shows here; this is the handler's own, of a connect timeout.
            HttpRequestException or IOException or OperationCanceledException => StatusCode.Unavailable,
            _ => StatusCode.Internal,
        };
        return new CallEnding(code, $"The call failed: {Describe(exception)}", exception);
    }

    private static HttpProtocolException? FindReset(Exception? exception)
    {
        while (exception is not null and not HttpProtocolException)
        {
            exception = exception.InnerException;
        }

        return (HttpProtocolException?)exception;
    }

    /// <summary>A ping without an answer shows as a protocol error like any other; only the name of the setting tells it apart.</summary>
    private static bool IsDeadConnection(HttpProtocolException reset) =>
        reset.Message.Contains(nameof(SocketsHttpHandler.KeepAlivePingDelay), StringComparison.Ordinal);

    /// <summary>The table is the protocol's own: PROTOCOL-HTTP2.md, "HTTP2 Error Codes"; the numbers are of RFC 9113, section 7.</summary>
    private static StatusCode FromReset(HttpProtocolException reset) => reset.ErrorCode switch
    {
        0x7 => StatusCode.Unavailable, // REFUSED_STREAM
        0x8 => StatusCode.Cancelled, // CANCEL
        0xb => StatusCode.ResourceExhausted, // ENHANCE_YOUR_CALM
        0xc => StatusCode.PermissionDenied, // INADEQUATE_SECURITY
        _ => StatusCode.Internal,
    };

    /// <summary>The outer exceptions of HTTP say little without the inner ones.</summary>
    private static string Describe(Exception exception) => exception.InnerException is { } inner
        ? $"{exception.Message} {Describe(inner)}"
        : exception.Message;
}
