namespace Grpc.Core;

/// <summary>How messages of one type become bytes, and bytes messages.</summary>
public class Marshaller<T>
{
    private readonly Func<T, byte[]>? _serializer;
    private readonly Func<byte[], T>? _deserializer;

    /// <summary>Creates a marshaller from functions over arrays.</summary>
    public Marshaller(Func<T, byte[]> serializer, Func<byte[], T> deserializer)
    {
        ArgumentNullException.ThrowIfNull(serializer);
        ArgumentNullException.ThrowIfNull(deserializer);
        _serializer = serializer;
        _deserializer = deserializer;
        ContextualSerializer = (message, context) => context.Complete(serializer(message));
        ContextualDeserializer = context => deserializer(context.PayloadAsNewBuffer());
    }

    /// <summary>Creates a marshaller from functions that spare the array; generated code does.</summary>
    public Marshaller(Action<T, SerializationContext> serializer, Func<DeserializationContext, T> deserializer)
    {
        ArgumentNullException.ThrowIfNull(serializer);
        ArgumentNullException.ThrowIfNull(deserializer);
        ContextualSerializer = serializer;
        ContextualDeserializer = deserializer;
    }

    /// <summary>Makes an array of a message.</summary>
    /// <exception cref="NotImplementedException">The marshaller was not created from functions over arrays.</exception>
    public Func<T, byte[]> Serializer => _serializer ?? (_ => throw new NotImplementedException());

    /// <summary>Makes a message of an array.</summary>
    /// <exception cref="NotImplementedException">The marshaller was not created from functions over arrays.</exception>
    public Func<byte[], T> Deserializer => _deserializer ?? (_ => throw new NotImplementedException());

    /// <summary>Writes a message.</summary>
    public Action<T, SerializationContext> ContextualSerializer { get; }

    /// <summary>Reads a message.</summary>
    public Func<DeserializationContext, T> ContextualDeserializer { get; }
}
