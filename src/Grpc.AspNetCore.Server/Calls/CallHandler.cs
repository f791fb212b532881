using Grpc.Core;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Http;

namespace Grpc.AspNetCore.Server.Calls;

/// <summary>Handles the HTTP requests of one method.</summary>
/// <param name="method">The method.</param>
/// <param name="options">What the calls of the service have in common.</param>
/// <param name="run">Reads, calls the service, writes.</param>
internal sealed class CallHandler<TRequest, TResponse>(
    Method<TRequest, TResponse> method, ServerCallOptions options, Func<ServerExchange<TRequest, TResponse>, Task> run)
    where TRequest : class
    where TResponse : class
{
    private readonly bool _streamsRequests = method.Type is MethodType.ClientStreaming or MethodType.DuplexStreaming;

    public async Task HandleAsync(HttpContext httpContext)
    {
        if (!CallRequest.Accept(httpContext))
        {
            return;
        }

        if (_streamsRequests)
        {
            CallRequest.LiftBodyLimits(httpContext);
        }

        using var call = new ServerCall(httpContext, method.FullName);
        Status status;
        try
        {
            await run(new ServerExchange<TRequest, TResponse>(call, method, options));
            status = call.Status;
        }
        catch (Exception exception)
        {
            status = Explain(call, exception);
        }

        call.End(status);
    }

    private Status Explain(ServerCall call, Exception exception)
    {
        if (exception is RpcException rpc)
        {
            CallLog.Refused(options.Logger, method.FullName, rpc.StatusCode, rpc.Status.Detail);
            foreach (var entry in rpc.Trailers)
            {
                call.ResponseTrailers.Add(entry);
            }

            return rpc.Status;
        }

        // A read or write that fails with the connection may show before the token fires.
        if (call.IsCallerGone || exception is ConnectionResetException or ConnectionAbortedException)
        {
            CallLog.CallerGone(options.Logger, method.FullName);
        }
        else if (!call.CancellationToken.IsCancellationRequested)
        {
            CallLog.HandlerFailed(options.Logger, exception, method.FullName);
        }

        return new Status(
            StatusCode.Unknown,
            options.DetailedErrors ? $"Exception was thrown by handler. {Describe(exception)}" : "Exception was thrown by handler.");
    }

    private static string Describe(Exception exception)
    {
        var own = $"{exception.GetType().Name}: {exception.Message}";
        return exception.InnerException is { } inner ? $"{own} {Describe(inner)}" : own;
    }
}
