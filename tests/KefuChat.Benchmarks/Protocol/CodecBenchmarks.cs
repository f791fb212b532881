using System.Buffers;
using BenchmarkDotNet.Attributes;
using KefuChat.Protocol;

namespace KefuChat.Benchmarks.Protocol;

/// <summary>Both framings: a customer's message read, the frame a seller gets of it, and its ACK.</summary>
public class CodecBenchmarks
{
    private readonly FrameWriter _output = new();
    private readonly Ack _ack = new(1, Status.Ok, 41, 1_800_000_000_000, "");
    private Codec _codec = new KefuV1Codec();
    private Delivery _delivery = new(Samples.Message(1, 2), 42, MessageFlags.Push);
    private ReadOnlySequence<byte> _frame;

    /// <summary>The framing.</summary>
    [Params(KefuV1Codec.Subprotocol, "classic")]
    public string Framing { get; set; } = "";

    /// <summary>Chooses it.</summary>
    [GlobalSetup]
    public void Setup()
    {
        var message = Samples.Message(1, 2);
        _delivery = new Delivery(message, 42, MessageFlags.Push);
        (_codec, var bytes) = Framing == KefuV1Codec.Subprotocol
            ? ((Codec)new KefuV1Codec(), ClientFrames.KefuV1(message))
            : (new ClassicCodec(Samples.KefuAppId), ClientFrames.Classic(message));
        _frame = new ReadOnlySequence<byte>(bytes);
        Decode();
    }

    /// <summary>A message of a client; what is allocated is the message.</summary>
    /// <exception cref="InvalidOperationException">The sample is no frame.</exception>
    [Benchmark]
    public long Decode() => _codec.TryDecode(_frame, out var frame, out var refusal)
        ? frame.Seq
        : throw new InvalidOperationException(refusal.Reason);

    /// <summary>The same message as a seller gets it.</summary>
    [Benchmark]
    public void EncodeDelivery()
    {
        _codec.Encode(_delivery, _output);
        _output.Clear();
    }

    /// <summary>Its ACK.</summary>
    [Benchmark]
    public void EncodeAck()
    {
        _codec.Encode(_ack, _output);
        _output.Clear();
    }
}
