using System.Text;
using KefuChat.Load.Protocol;

namespace KefuChat.Load.Tests.Protocol;

/// <summary>The JSON hub protocol, as the baseline's hub speaks it.</summary>
public sealed class SignalRCodecTests
{
    private readonly SignalRCodec _codec = new();
    private readonly byte[] _target = new byte[512];

    [Fact]
    public void Shakes_hands_and_logs_in_with_one_write() => Assert.Equal(
        """{"protocol":"json","version":1}|{"type":1,"invocationId":"a1","target":"Authenticate","arguments":["7:1001"]}|""",
        Written(_codec.WriteAuthToken(_target, 1, "7:1001", "load")));

    [Fact]
    public void Writes_a_message_as_an_invocation()
    {
        var message = new OutgoingMessage(Command.Customer, FrameFlags.None, 7, 1001, 0, 55, """{"text":"hi"}""");
        Assert.Equal(
            """{"type":1,"invocationId":"m3","target":"Send","arguments":[{"customerAppId":7,"customerId":1001,"storeId":0,"sellerId":55,"content":"{\"text\":\"hi\"}","uuid":"m1"}]}|""",
            Written(_codec.WriteMessage(_target, 3, message, _codec.Prepare(message), "m1"u8)));
    }

    [Fact]
    public void Reads_records_wherever_the_messages_that_carry_them_were_cut()
    {
        const string Records =
            """{}|{"type":3,"invocationId":"a1","result":null}|{"type":6}|{"type":1,"target":"Message","arguments":[{"content":"{\"error\":1}","uuid":"m1"}]}|{"type":3,"invocationId":"m7","error":"no"}|""";
        IEnumerable<string> expected = ["0", "AuthStatus Ok 0 ", "0", "Customer Ok 0 m1", "Ack RoutingUnavailable 7 "];
        for (var cut = 0; cut <= Records.Length; cut++)
        {
            Assert.Equal(expected, Read(Records[..cut]).Concat(Read(Records[cut..])));
        }
    }

    [Theory]
    [InlineData("""{"error":"no such protocol"}""")]
    [InlineData("""{"type":7,"error":"gone"}""")]
    [InlineData("""{"type":3,"invocationId":"x1"}""")]
    [InlineData("""{"type":3}""")]
    [InlineData("""{"type":"3"}""")]
    [InlineData("""{"type":1""")]
    public void Refuses_what_a_hub_that_works_does_not_say(string record) =>
        Assert.Throws<ProtocolException>(() => Read(record + "|"));

    private List<string> Read(string payload)
    {
        var frames = new List<string>();
        ReadOnlySpan<byte> left = Bytes(payload);
        while (_codec.TryRead(left, out var frame, out var consumed))
        {
            frames.Add(frame.Command == default ? "0" : $"{frame.Command} {frame.Status} {frame.AckedSeq} {Encoding.ASCII.GetString(frame.Uuid)}");
            left = left[consumed..];
        }

        return frames;
    }

    /// <summary>A bar stands for the end of a record.</summary>
    private static byte[] Bytes(string text) => Encoding.ASCII.GetBytes(text.Replace('|', '\u001e'));

    private string Written(int length) => Encoding.ASCII.GetString(_target.AsSpan(0, length)).Replace('\u001e', '|');
}
