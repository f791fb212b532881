using System.Buffers;

namespace MessagePack.Tests.Support;

/// <summary>Any value the reader and the writer know, with all it contains.</summary>
/// <param name="Value">Null, bool, decimal (an integer), string, byte[], Document[] or KeyValuePair&lt;string, Document&gt;[].</param>
public sealed record Document(object? Value)
{
    public static Document Read(ref MessagePackReader reader) => new(reader.NextMessagePackType switch
    {
        MessagePackType.Nil => reader.ReadNil() == Nil.Default ? null : "not nil",
        MessagePackType.Boolean => reader.ReadBoolean(),
        MessagePackType.Integer => reader.NextCode == MessagePackCode.UInt64 ? (decimal)reader.ReadUInt64() : (decimal)reader.ReadInt64(),
        MessagePackType.String => reader.ReadString(),
        MessagePackType.Binary => reader.ReadBytes()!.Value.ToArray(),
        MessagePackType.Array => ReadArray(ref reader),
        MessagePackType.Map => ReadMap(ref reader),
        MessagePackType type => throw new NotSupportedException(type.ToString()),
    });

    public void Write(ref MessagePackWriter writer)
    {
        switch (Value)
        {
            case null:
                writer.WriteNil();
                break;
            case bool boolean:
                writer.Write(boolean);
                break;
            case decimal and > long.MaxValue:
                writer.Write((ulong)(decimal)Value);
                break;
            case decimal integer:
                writer.Write((long)integer);
                break;
            case string text:
                writer.Write(text);
                break;
            case byte[] bytes:
                writer.Write(bytes);
                break;
            case Document[] elements:
                WriteArray(ref writer, elements);
                break;
            case KeyValuePair<string, Document>[] pairs:
                WriteMap(ref writer, pairs);
                break;
            default:
                throw new NotSupportedException(Value.GetType().Name);
        }
    }

    private static Document[] ReadArray(ref MessagePackReader reader)
    {
        var elements = new Document[reader.ReadArrayHeader()];
        for (int i = 0; i < elements.Length; i++)
        {
            elements[i] = Read(ref reader);
        }

        return elements;
    }

    private static KeyValuePair<string, Document>[] ReadMap(ref MessagePackReader reader)
    {
        var pairs = new KeyValuePair<string, Document>[reader.ReadMapHeader()];
        for (int i = 0; i < pairs.Length; i++)
        {
            string key = reader.ReadString()!;
            pairs[i] = new(key, Read(ref reader));
        }

        return pairs;
    }

    private static void WriteArray(ref MessagePackWriter writer, Document[] elements)
    {
        writer.WriteArrayHeader(elements.Length);
        foreach (Document element in elements)
        {
            element.Write(ref writer);
        }
    }

    private static void WriteMap(ref MessagePackWriter writer, KeyValuePair<string, Document>[] pairs)
    {
        writer.WriteMapHeader(pairs.Length);
        foreach ((string key, Document value) in pairs)
        {
            writer.Write(key);
            value.Write(ref writer);
        }
    }
}
