namespace Grpc.Core;

/// <summary>Takes messages one after another; a write begins when the one before has completed.</summary>
/// <typeparam name="T">The type of the messages.</typeparam>
public interface IAsyncStreamWriter<in T>
{
    /// <summary>How the messages that follow are written; null is <see cref="WriteOptions.Default"/>.</summary>
    WriteOptions? WriteOptions { get; set; }

    /// <summary>Writes a message. It may be changed again when this completes; it need not have reached anybody.</summary>
    Task WriteAsync(T message);

    /// <summary>Writes a message, unless the token is cancelled.</summary>
    Task WriteAsync(T message, CancellationToken cancellationToken)
    {
        // The published package refuses here in the same way: only its own writers know how to cancel.
        if (cancellationToken.CanBeCanceled)
        {
            throw new NotSupportedException("This writer cannot cancel a write.");
        }

        return WriteAsync(message);
    }
}
