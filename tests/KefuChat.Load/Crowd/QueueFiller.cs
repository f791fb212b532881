using KefuChat.Load.Clients;
using KefuChat.Load.Options;
using KefuChat.Load.Protocol;

namespace KefuChat.Load.Crowd;

/// <summary>A seller who writes to users while they are away.</summary>
internal sealed class QueueFiller(LoadOptions options, QueueFill fill)
    : MessageFiller(options.KefuAppId, fill.SenderUid, Framing.KefuV1, fill.Messages)
{
    private readonly string _content = $$"""{"text":"{{new string('x', options.Bytes - """{"text":""}""".Length)}}"}""";

    protected override void OnAuthenticated(long newestKey)
    {
        // It only writes; where its own queue stands is of no use.
    }

    protected override (OutgoingMessage Message, byte[] Uuid) Write(int number)
    {
        var uuid = new byte[MessageTag.Length];
        fill.TagOf(number).Write(uuid);
        return (
            new OutgoingMessage(
                Command.CustomerSupport, FrameFlags.None, LoadOptions.CustomerAppId, fill.ReceiverOf(number), StoreId: 0, Uid, _content),
            uuid);
    }
}
