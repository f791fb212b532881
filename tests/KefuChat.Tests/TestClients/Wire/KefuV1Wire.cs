using System.Buffers;
using KefuChat.Protocol;
using MessagePack;

namespace KefuChat.Tests.TestClients.Wire;

/// <summary>The client's half of the <c>kefu.v1</c> framing, written from the specification and not from the codec.</summary>
internal static class KefuV1Wire
{
    /// <summary>One array <c>[command, seq, flags, ...fields]</c>. A field of bytes is written as a string of them.</summary>
    public static byte[] Encode(Command command, long seq, MessageFlags flags, params object?[] fields)
    {
        var output = new ArrayBufferWriter<byte>();
        var writer = new MessagePackWriter(output);
        writer.WriteArrayHeader(3 + fields.Length);
        writer.Write((long)command);
        writer.Write(seq);
        writer.Write((long)flags);
        foreach (var field in fields)
        {
            Write(ref writer, field);
        }

        writer.Flush();
        return output.WrittenSpan.ToArray();
    }

    /// <summary>What the server said. Elements it left away are at their default, elements after the known ones are ignored.</summary>
    public static ServerFrame Decode(byte[] frame)
    {
        var elements = ReadElements(frame);
        var command = (Command)checked((byte)At<long>(elements, 0));
        var start = new ServerFrame(command, At<long>(elements, 1), (MessageFlags)checked((byte)At<long>(elements, 2)));
        object?[] fields = [.. elements.Skip(3)];
        return command switch
        {
            Command.AuthStatus => start with
            {
                Status = StatusAt(fields, 0),
                AppId = At<long>(fields, 1),
                Uid = At<long>(fields, 2),
                TimestampMs = At<long>(fields, 3),
                SyncKey = At<long>(fields, 4),
            },
            Command.Ack => start with
            {
                AckedSeq = At<long>(fields, 0),
                Status = StatusAt(fields, 1),
                SyncKey = At<long>(fields, 2),
                PrevSyncKey = At<long>(fields, 3),
                TimestampMs = At<long>(fields, 4),
                Reason = At<string>(fields, 5) ?? "",
            },
            Command.Customer or Command.CustomerSupport => start with
            {
                CustomerAppId = At<long>(fields, 0),
                CustomerId = At<long>(fields, 1),
                StoreId = At<long>(fields, 2),
                SellerId = At<long>(fields, 3),
                TimestampMs = At<long>(fields, 4),
                Content = At<string>(fields, 5) ?? "",
                Uuid = At<string>(fields, 6) ?? "",
                SyncKey = At<long>(fields, 7),
                PrevSyncKey = At<long>(fields, 8),
            },
            Command.Pong or Command.SyncBegin or Command.SyncNotify => start with { SyncKey = At<long>(fields, 0) },
            Command.SyncEnd => start with { SyncKey = At<long>(fields, 0), HasMore = At<bool>(fields, 1) },
            _ => throw new InvalidDataException($"a kefu.v1 server does not say {command}"),
        };
    }

    private static void Write(ref MessagePackWriter writer, object? field)
    {
        switch (field)
        {
            case null:
                writer.WriteNil();
                break;
            case bool value:
                writer.Write(value);
                break;
            case int value:
                writer.Write(value);
                break;
            case long value:
                writer.Write(value);
                break;
            case string value:
                writer.Write(value);
                break;
            case byte[] value:
                writer.WriteString(value);
                break;
            default:
                throw new ArgumentException($"no MessagePack for {field.GetType()}", nameof(field));
        }
    }

    private static object?[] ReadElements(byte[] frame)
    {
        var reader = new MessagePackReader(frame);
        var elements = new object?[reader.ReadArrayHeader()];
        for (var i = 0; i < elements.Length; i++)
        {
            elements[i] = ReadElement(ref reader);
        }

        return reader.End ? elements : throw new InvalidDataException("bytes after the array");
    }

    private static object? ReadElement(ref MessagePackReader reader)
    {
        switch (reader.NextMessagePackType)
        {
            case MessagePackType.Integer:
                return reader.ReadInt64();
            case MessagePackType.Boolean:
                return reader.ReadBoolean();
            case MessagePackType.String:
                return Utf8.ToText(reader.ReadStringSequence()!.Value.ToArray());
            default:
                reader.Skip();
                return null;
        }
    }

    private static Status StatusAt(object?[] elements, int index) => (Status)checked((byte)At<long>(elements, index));

    private static T? At<T>(object?[] elements, int index) =>
        index >= elements.Length || elements[index] is null
            ? default
            : elements[index] is T value ? value : throw new InvalidDataException($"element {index} is no {typeof(T).Name}");
}
