using KefuChat.Faults.Clients;
using KefuChat.Load.Protocol;

namespace KefuChat.Faults.Tests.Support;

/// <summary>What a kefu.v1 server says, as far as clients here look at it.</summary>
internal static class ServerFrames
{
    public static byte[] AuthStatus(long newest, Status status = Status.Ok) =>
        Frame(Command.AuthStatus, (long)status, 7, 1001, 0, newest);

    public static byte[] Ack(long seq, long key, Status status = Status.Ok) =>
        Frame(Command.Ack, seq, (long)status, key, Math.Max(0, key - 1), 0);

    public static byte[] SyncBegin(long key) => Frame(Command.SyncBegin, key);

    public static byte[] SyncEnd(long key, bool hasMore = false) =>
        // MessagePack's true and false; the array says that there are five elements.
        [0x95, .. Frame(Command.SyncEnd, key).AsSpan(1), (byte)(hasMore ? 0xc3 : 0xc2)];

    public static byte[] SyncNotify(long key) => Frame(Command.SyncNotify, key);

    public static byte[] Message(MessageName name, long key, bool isPush = false) => Message(name.Content, key, isPush);

    public static byte[] Message(string content, long key, bool isPush = false)
    {
        var writer = new FrameWriter(new byte[1024]);
        writer.Begin(Command.Customer, 1, isPush ? FrameFlags.Push : FrameFlags.None, 9);
        foreach (var id in (long[])[7, 1001, 0, 1, 0])
        {
            writer.Integer(id);
        }

        writer.Text(content);
        writer.Text("");
        writer.Integer(key);
        writer.Integer(key - 1);
        return writer.Written.ToArray();
    }

    private static byte[] Frame(Command command, params ReadOnlySpan<long> values)
    {
        var writer = new FrameWriter(new byte[128]);
        writer.Begin(command, 1, FrameFlags.None, values.Length);
        foreach (var value in values)
        {
            writer.Integer(value);
        }

        return writer.Written.ToArray();
    }
}
