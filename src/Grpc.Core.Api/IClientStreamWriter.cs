namespace Grpc.Core;

/// <summary>Takes the requests of a call.</summary>
/// <typeparam name="T">The type of the messages.</typeparam>
public interface IClientStreamWriter<in T> : IAsyncStreamWriter<T>
{
    /// <summary>Ends the stream of requests; responses may still come.</summary>
    Task CompleteAsync();
}
