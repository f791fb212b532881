using System.Text;
using KefuChat.Load.Protocol;

namespace KefuChat.Load.Crowd;

/// <summary>What a user does on a connection, one exchange after the other: log in, sync, ping.</summary>
internal sealed class CrowdClient(CrowdConnection connection)
{
    private const int Web = 3;
    private const int LongestSmallFrame = 64;

    private int _seq;

    /// <summary>Logs in; gives the newest key of the user's queue.</summary>
    /// <exception cref="RefusedException">The server would not have it.</exception>
    public async ValueTask<long> LoginAsync(string token, string device, CancellationToken cancellation)
    {
        await connection.SendAsync(AuthToken(token, device), cancellation);
        var answer = await AwaitAsync(Command.AuthStatus, cancellation);
        return ReadNewestKey(answer.Span);
    }

    /// <summary>Brings <paramref name="inbox"/> up to date, in as many rounds as the server makes of it.</summary>
    /// <returns>In how many.</returns>
    public async ValueTask<int> SyncAsync(Inbox inbox, CancellationToken cancellation)
    {
        for (var round = 1; ; round++)
        {
            await connection.SendAsync(Small(Command.Sync, inbox.Key, 0), cancellation);
            while (await connection.ReceiveAsync(cancellation) is var frame)
            {
                if (TakeSynced(frame.Span, inbox, out var hasMore))
                {
                    if (!hasMore)
                    {
                        return round;
                    }

                    break;
                }
            }
        }
    }

    /// <summary>Tells the server that everything up to <paramref name="key"/> is stored. Success has no answer.</summary>
    public ValueTask ConfirmAsync(long key, CancellationToken cancellation) =>
        connection.SendAsync(Small(Command.SyncKey, key), cancellation);

    /// <summary>Asks whether the server is there.</summary>
    public async ValueTask PingAsync(CancellationToken cancellation)
    {
        await connection.SendAsync(Small(Command.Ping), cancellation);
        await AwaitAsync(Command.Pong, cancellation);
    }

    private async ValueTask<ReadOnlyMemory<byte>> AwaitAsync(Command command, CancellationToken cancellation)
    {
        while (true)
        {
            var frame = await connection.ReceiveAsync(cancellation);
            if (Check(frame.Span) == command)
            {
                return frame;
            }
        }
    }

    /// <summary>True: that was the end of the round.</summary>
    private static bool TakeSynced(ReadOnlySpan<byte> payload, Inbox inbox, out bool hasMore)
    {
        hasMore = false;
        var frame = new FrameReader(payload);
        switch (frame.Command)
        {
            case Command.Customer or Command.CustomerSupport when !frame.Flags.HasFlag(FrameFlags.Push):
                // Customer's app and id, store, seller, timestamp, then the content: the uuid says all that matters.
                for (var field = 0; field < 5; field++)
                {
                    frame.Integer();
                }

                frame.Utf8();
                inbox.Take(frame.Utf8(), frame.Integer());
                return false;
            case Command.SyncEnd:
                inbox.Advance(frame.Integer());
                hasMore = frame.Boolean();
                return true;
            default:
                Check(payload);
                return false;
        }
    }

    /// <summary>What a frame is; an ACK here can only be a refusal.</summary>
    private static Command Check(ReadOnlySpan<byte> payload)
    {
        var frame = new FrameReader(payload);
        if (frame.Command == Command.Ack)
        {
            frame.Integer();
            throw new RefusedException(Command.Ack, (Status)frame.Integer());
        }

        return frame.Command;
    }

    private static long ReadNewestKey(ReadOnlySpan<byte> payload)
    {
        var frame = new FrameReader(payload);
        var status = (Status)frame.Integer();
        if (status != Status.Ok)
        {
            throw new RefusedException(Command.AuthToken, status);
        }

        // Who we are and what time it is are no news.
        frame.Integer();
        frame.Integer();
        frame.Integer();
        return frame.Integer();
    }

    private byte[] AuthToken(string token, string device)
    {
        var writer = new FrameWriter(new byte[LongestSmallFrame + Encoding.UTF8.GetMaxByteCount(token.Length + device.Length)]);
        writer.Begin(Command.AuthToken, ++_seq, FrameFlags.None, 3);
        writer.Integer(Web);
        writer.Text(token);
        writer.Text(device);
        return writer.Written.ToArray();
    }

    private byte[] Small(Command command, params ReadOnlySpan<long> fields)
    {
        var writer = new FrameWriter(stackalloc byte[LongestSmallFrame]);
        writer.Begin(command, ++_seq, FrameFlags.None, fields.Length);
        foreach (var field in fields)
        {
            writer.Integer(field);
        }

        return writer.Written.ToArray();
    }
}
