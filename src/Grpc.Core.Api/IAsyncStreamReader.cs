namespace Grpc.Core;

/// <summary>Messages as they come in; read by one reader at a time.</summary>
/// <typeparam name="T">The type of the messages.</typeparam>
public interface IAsyncStreamReader<out T>
{
    /// <summary>The message that <see cref="MoveNext"/> went to.</summary>
    T Current { get; }

    /// <summary>Goes to the next message; false at the end of the stream.</summary>
    /// <param name="cancellationToken">Cancels the whole call, not just this wait.</param>
    Task<bool> MoveNext(CancellationToken cancellationToken);
}
