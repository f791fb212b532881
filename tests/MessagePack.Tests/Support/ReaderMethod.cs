using System.Buffers;

namespace MessagePack.Tests.Support;

/// <summary>One of the reader's methods, by its name, so that a test can go through all of them.</summary>
/// <param name="Name">As in <see cref="MessagePackReader"/>.</param>
/// <param name="Expected">The type that its complaint must name.</param>
/// <param name="Accepts">The types it reads.</param>
/// <param name="Read">What it read, as something that compares by value.</param>
public sealed record ReaderMethod(string Name, string Expected, MessagePackType[] Accepts, ReadFunction<object?> Read)
{
    private static readonly MessagePackType[] Everything =
        [.. Enum.GetValues<MessagePackType>().Where(type => type != MessagePackType.Unknown)];

    public static IReadOnlyList<ReaderMethod> All { get; } =
    [
        new("ReadNil", "Nil", [MessagePackType.Nil], (ref reader) => reader.ReadNil()),
        new("ReadBoolean", "Boolean", [MessagePackType.Boolean], (ref reader) => reader.ReadBoolean()),
        new("ReadByte", "Integer", [MessagePackType.Integer], (ref reader) => reader.ReadByte()),
        new("ReadInt32", "Integer", [MessagePackType.Integer], (ref reader) => reader.ReadInt32()),
        new("ReadUInt32", "Integer", [MessagePackType.Integer], (ref reader) => reader.ReadUInt32()),
        new("ReadInt64", "Integer", [MessagePackType.Integer], (ref reader) => reader.ReadInt64()),
        new("ReadUInt64", "Integer", [MessagePackType.Integer], (ref reader) => reader.ReadUInt64()),
        new("ReadArrayHeader", "Array", [MessagePackType.Array], (ref reader) => reader.ReadArrayHeader()),
        new("TryReadArrayHeader", "Array", [MessagePackType.Array], (ref reader) => reader.TryReadArrayHeader(out int count) ? count : "incomplete"),
        new("ReadMapHeader", "Map", [MessagePackType.Map], (ref reader) => reader.ReadMapHeader()),
        new("ReadString", "String", [MessagePackType.String, MessagePackType.Nil], (ref reader) => reader.ReadString()),
        new("ReadStringSequence", "String", [MessagePackType.String, MessagePackType.Nil], (ref reader) => Hex(reader.ReadStringSequence())),
        new("TryReadStringSpan", "String", [MessagePackType.String, MessagePackType.Nil], StringSpanOrSequence),
        new("ReadBytes", "Binary", [MessagePackType.Binary, MessagePackType.String, MessagePackType.Nil], (ref reader) => Hex(reader.ReadBytes())),
        new("Skip", "a value", Everything, (ref reader) =>
        {
            reader.Skip();
            return reader.Consumed;
        }),
    ];

    /// <summary>What the method made of the bytes: a value or one of the three exceptions it may throw, and how far it read.</summary>
    public (object? Value, Type? Thrown, long Consumed) Try(ReadOnlySequence<byte> bytes)
    {
        var reader = new MessagePackReader(bytes);
        try
        {
            object? value = Read(ref reader);
            return (value, null, reader.Consumed);
        }
        catch (Exception exception) when (exception is MessagePackSerializationException or EndOfStreamException or OverflowException)
        {
            return (null, exception.GetType(), reader.Consumed);
        }
    }

    public override string ToString() => Name;

    private static string? Hex(ReadOnlySequence<byte>? bytes) => bytes is null ? null : Convert.ToHexString(bytes.Value.ToArray());

    private static string? StringSpanOrSequence(ref MessagePackReader reader)
    {
        long before = reader.Consumed;
        if (reader.TryReadStringSpan(out ReadOnlySpan<byte> span))
        {
            return Convert.ToHexString(span);
        }

        Assert.Equal(before, reader.Consumed);
        return Hex(reader.ReadStringSequence());
    }
}
