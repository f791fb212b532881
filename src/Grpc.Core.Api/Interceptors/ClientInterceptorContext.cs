namespace Grpc.Core.Interceptors;

/// <summary>An outgoing call as an interceptor sees it.</summary>
public struct ClientInterceptorContext<TRequest, TResponse>
    where TRequest : class
    where TResponse : class
{
    /// <summary>Creates a context.</summary>
    public ClientInterceptorContext(Method<TRequest, TResponse> method, string? host, CallOptions options)
    {
        Method = method;
        Host = host;
        Options = options;
    }

    /// <summary>The method.</summary>
    public Method<TRequest, TResponse> Method { get; }

    /// <summary>The host; null is the channel's.</summary>
    public string? Host { get; }

    /// <summary>What the caller asked for.</summary>
    public CallOptions Options { get; }
}
