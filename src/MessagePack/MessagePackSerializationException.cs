namespace MessagePack;

/// <summary>The bytes are not the MessagePack value that was asked for.</summary>
public sealed class MessagePackSerializationException : Exception
{
    /// <summary>Creates an exception with the runtime's default message.</summary>
    public MessagePackSerializationException()
    {
    }

    /// <summary>Creates an exception with a message.</summary>
    /// <param name="message">What was found, and what was expected.</param>
    public MessagePackSerializationException(string? message)
        : base(message)
    {
    }

    /// <summary>Creates an exception with a message and a cause.</summary>
    /// <param name="message">What was found, and what was expected.</param>
    /// <param name="innerException">The cause.</param>
    public MessagePackSerializationException(string? message, Exception? innerException)
        : base(message, innerException)
    {
    }
}
