using KefuChat.Protocol;
using KefuChat.Tests.TestClients.Wire;

namespace KefuChat.Tests.TestClients;

/// <summary>A client of the kefu.v1 framing.</summary>
internal sealed class KefuClient(ClientSocket socket) : ChatClient(socket)
{
    /// <summary>Sends a command and gives the frame's number.</summary>
    public async Task<int> SendAsync(Command command, MessageFlags flags, params object?[] fields)
    {
        var seq = ++Seq;
        await SendRawAsync(KefuV1Wire.Encode(command, seq, flags, fields));
        return seq;
    }

    public Task<int> SendAsync(Command command, params object?[] fields) => SendAsync(command, MessageFlags.None, fields);

    public override Task PingAsync() => SendAsync(Command.Ping);

    public Task SendTextAsync(string text) => ((WebClientSocket)Socket).SendTextAsync(text);

    /// <summary>Authenticates and expects to be accepted.</summary>
    public async Task<ServerFrame> LoginAsync(string token, string deviceId = "device")
    {
        await SendAsync(Command.AuthToken, (long)Platform.Web, token, deviceId);
        var status = await ExpectAsync(Command.AuthStatus);
        Assert.Equal(Status.Ok, status.Status);
        return status;
    }

    /// <summary>Sends a message as a customer.</summary>
    public Task<int> AskAsync(User customer, long seller, string content, string uuid = "", long store = 0, MessageFlags flags = MessageFlags.Text) =>
        SendAsync(Command.Customer, flags, customer.AppId, customer.Uid, store, seller, 0L, content, uuid);

    /// <summary>Sends a message as a seller.</summary>
    public Task<int> AnswerAsync(User customer, long seller, string content, string uuid = "", long store = 0, MessageFlags flags = MessageFlags.Text) =>
        SendAsync(Command.CustomerSupport, flags, customer.AppId, customer.Uid, store, seller, 0L, content, uuid);

    /// <summary>Syncs one round and gives what came between BEGIN and END.</summary>
    public async Task<(List<ServerFrame> Messages, ServerFrame End)> SyncAsync(long syncKey, long limit = 0)
    {
        await SendAsync(Command.Sync, syncKey, limit);
        await ExpectAsync(Command.SyncBegin);
        var messages = new List<ServerFrame>();
        while (true)
        {
            var frame = await NextAsync();
            if (frame.Command == Command.SyncEnd)
            {
                return (messages, frame);
            }

            messages.Add(frame);
        }
    }

    protected override ServerFrame Decode(byte[] frame) => KefuV1Wire.Decode(frame);
}
