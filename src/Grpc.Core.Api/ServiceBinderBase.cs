namespace Grpc.Core;

/// <summary>Is told the methods of a service by generated code; does with them what its heir wants.</summary>
public abstract class ServiceBinderBase
{
    /// <summary>A method with one request and one response.</summary>
    /// <param name="method">The method.</param>
    /// <param name="handler">Its handler; null where only the description is wanted.</param>
    public virtual void AddMethod<TRequest, TResponse>(
        Method<TRequest, TResponse> method, UnaryServerMethod<TRequest, TResponse>? handler)
        where TRequest : class
        where TResponse : class => throw new NotImplementedException();

    /// <summary>A method with a stream of requests.</summary>
    /// <param name="method">The method.</param>
    /// <param name="handler">Its handler; null where only the description is wanted.</param>
    public virtual void AddMethod<TRequest, TResponse>(
        Method<TRequest, TResponse> method, ClientStreamingServerMethod<TRequest, TResponse>? handler)
        where TRequest : class
        where TResponse : class => throw new NotImplementedException();

    /// <summary>A method with a stream of responses.</summary>
    /// <param name="method">The method.</param>
    /// <param name="handler">Its handler; null where only the description is wanted.</param>
    public virtual void AddMethod<TRequest, TResponse>(
        Method<TRequest, TResponse> method, ServerStreamingServerMethod<TRequest, TResponse>? handler)
        where TRequest : class
        where TResponse : class => throw new NotImplementedException();

    /// <summary>A method with streams both ways.</summary>
    /// <param name="method">The method.</param>
    /// <param name="handler">Its handler; null where only the description is wanted.</param>
    public virtual void AddMethod<TRequest, TResponse>(
        Method<TRequest, TResponse> method, DuplexStreamingServerMethod<TRequest, TResponse>? handler)
        where TRequest : class
        where TResponse : class => throw new NotImplementedException();
}
