using System.Buffers;

namespace MessagePack.Tests.Support;

internal static class Decode
{
    /// <summary>Reads one value, and checks that it was all there was.</summary>
    public static T All<T>(ReadOnlySequence<byte> bytes, ReadFunction<T> read)
    {
        var reader = new MessagePackReader(bytes);
        T value = read(ref reader);
        Assert.True(reader.End);
        Assert.Equal(bytes.Length, reader.Consumed);
        Assert.Equal(bytes.End, reader.Position);
        return value;
    }

    public static T All<T>(byte[] bytes, ReadFunction<T> read) => All(new ReadOnlySequence<byte>(bytes), read);

    /// <summary>Reads where reading must throw, and checks that the position stayed.</summary>
    public static TException Throws<TException>(ReadOnlySequence<byte> bytes, ReadFunction<object?> read)
        where TException : Exception
    {
        var reader = new MessagePackReader(bytes);
        TException? thrown = null;
        try
        {
            read(ref reader);
        }
        catch (TException exception)
        {
            thrown = exception;
        }

        Assert.NotNull(thrown);
        Assert.Equal(0, reader.Consumed);
        return thrown;
    }

    public static TException Throws<TException>(byte[] bytes, ReadFunction<object?> read)
        where TException : Exception => Throws<TException>(new ReadOnlySequence<byte>(bytes), read);
}
