namespace Grpc.Core;

/// <summary>Takes the responses of a call; the stream ends when its handler returns.</summary>
/// <typeparam name="T">The type of the messages.</typeparam>
public interface IServerStreamWriter<in T> : IAsyncStreamWriter<T>;
