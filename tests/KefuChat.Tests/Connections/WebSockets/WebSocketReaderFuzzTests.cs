using FsCheck;
using FsCheck.Fluent;
using KefuChat.Connections.WebSockets;

namespace KefuChat.Tests.Connections.WebSockets;

/// <summary>Any frames, and any bytes: where they are split changes nothing, and nothing throws.</summary>
public sealed class WebSocketReaderFuzzTests
{
    private const int Limit = 1000;

    private static readonly Arbitrary<int> Seeds = ArbMap.Default.ArbFor<int>();

    [Fact]
    public void Any_messages_come_out_as_they_were_sent() =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(300), Prop.ForAll(Seeds, seed =>
        {
            var random = new Random(seed);
            var (bytes, expected) = Stream(random);
            Assert.Equal(expected, ReaderFeed.Read(Limit, [bytes]));
            Assert.Equal(expected, ReaderFeed.Read(Limit, Split(bytes, random)));
            Assert.Equal(expected, ReaderFeed.Read(Limit, ReaderFeed.OneByOne(bytes)));
        }));

    [Fact]
    public void Any_bytes_are_read_or_refused() =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(1000), Prop.ForAll(Seeds, seed =>
        {
            // Frames with some bytes changed come further than noise.
            var random = new Random(seed);
            var (bytes, _) = Stream(random);
            for (var changes = random.Next(1, 10); changes > 0; changes--)
            {
                bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            }

            var whole = ReaderFeed.Read(Limit, [bytes]);
            Assert.All(whole.Where(item => item.Kind == WebSocketReadKind.Message), item => Assert.InRange(item.Payload.Length, 0, 2 * Limit));
            Assert.Equal(whole, ReaderFeed.Read(Limit, Split(bytes, random)));
            Assert.Equal(whole, ReaderFeed.Read(Limit, ReaderFeed.OneByOne(bytes)));
        }));

    private static (byte[] Bytes, List<ReadItem> Expected) Stream(Random random)
    {
        var bytes = new List<byte>();
        var expected = new List<ReadItem>();
        for (var messages = random.Next(1, 6); messages > 0; messages--)
        {
            var payload = new byte[random.Next(3) == 0 ? random.Next(Limit + 1) : random.Next(20)];
            random.NextBytes(payload);
            var opcode = WebSocketOpcode.Binary;
            var sent = 0;
            for (var more = random.Next(3); more > 0; more--)
            {
                var length = random.Next(payload.Length - sent + 1);
                bytes.AddRange(ClientFrame.Of(opcode, payload[sent..(sent + length)], isFinal: false));
                (opcode, sent) = (WebSocketOpcode.Continuation, sent + length);
                AddControl(random, bytes, expected);
            }

            bytes.AddRange(ClientFrame.Of(opcode, payload[sent..]));
            expected.Add(ReadItem.Message(payload));
            AddControl(random, bytes, expected);
        }

        return ([.. bytes], expected);
    }

    private static void AddControl(Random random, List<byte> bytes, List<ReadItem> expected)
    {
        var payload = new byte[random.Next(126)];
        random.NextBytes(payload);
        switch (random.Next(4))
        {
            case 0:
                bytes.AddRange(ClientFrame.Ping(payload));
                expected.Add(ReadItem.Ping(payload));
                break;
            case 1:
                bytes.AddRange(ClientFrame.Of(WebSocketOpcode.Pong, payload));
                break;
        }
    }

    private static IEnumerable<byte[]> Split(byte[] bytes, Random random)
    {
        for (var start = 0; start < bytes.Length;)
        {
            var end = Math.Min(bytes.Length, start + random.Next(1, 50));
            yield return bytes[start..end];
            start = end;
        }
    }
}
