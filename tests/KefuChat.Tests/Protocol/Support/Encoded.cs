using KefuChat.Protocol;

namespace KefuChat.Tests.Protocol.Support;

/// <summary>What a codec makes of messages.</summary>
internal static class Encoded
{
    /// <summary>The frames of all the messages, in order.</summary>
    public static byte[][] Frames(Codec codec, params IEnumerable<Message> messages)
    {
        var output = new FrameWriter();
        foreach (var message in messages)
        {
            codec.Encode(message, output);
        }

        return [.. Enumerable.Range(0, output.Count).Select(i => output[i].ToArray())];
    }

    /// <summary>The same as lower-case hexadecimal, to be compared with bytes written out by hand.</summary>
    public static string[] Hex(Codec codec, params IEnumerable<Message> messages) =>
        [.. Frames(codec, messages).Select(Convert.ToHexStringLower)];
}
