using KefuChat.Protocol;
using KefuChat.Tests.TestClients.Wire;

namespace KefuChat.Tests.TestClients;

/// <summary>A client of the classic framing, of a protocol version.</summary>
internal sealed class ClassicClient(ClientSocket socket, byte version = 2) : ChatClient(socket)
{
    /// <summary>Sends a command and gives the frame's number.</summary>
    public async Task<int> SendAsync(Command command, byte[] body, MessageFlags flags = MessageFlags.None)
    {
        var seq = ++Seq;
        await SendRawAsync(ClassicWire.Encode(command, seq, version, flags, body));
        return seq;
    }

    public override Task PingAsync() => SendAsync(Command.Ping, []);

    /// <summary>Authenticates and expects to be accepted.</summary>
    public async Task LoginAsync(string token, string deviceId = "device")
    {
        await SendAsync(Command.AuthToken, ClassicWire.AuthToken((byte)Platform.Android, token, deviceId));
        var status = await ExpectAsync(Command.AuthStatus);
        Assert.Equal(Status.Ok, status.Status);
    }

    public Task<int> AskAsync(User customer, long seller, string content, long store = 0, MessageFlags flags = MessageFlags.Text) =>
        SendAsync(Command.Customer, ClassicWire.Message(customer.AppId, customer.Uid, store, seller, content), flags);

    public Task<int> AnswerAsync(User customer, long seller, string content, long store = 0, MessageFlags flags = MessageFlags.Text) =>
        SendAsync(Command.CustomerSupport, ClassicWire.Message(customer.AppId, customer.Uid, store, seller, content), flags);

    protected override ServerFrame Decode(byte[] frame) => ClassicWire.Decode(frame);
}
