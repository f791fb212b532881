using System.Buffers;
using System.IO.Pipelines;
using KefuChat.Connections.WebSockets;

namespace KefuChat.Tests.Connections.WebSockets;

/// <summary>Gives a reader bytes through a pipe of small segments, in pieces, and keeps what it found.</summary>
internal static class ReaderFeed
{
    /// <summary>Reads until a goodbye or a refusal, or until everything is given.</summary>
    /// <param name="maxMessageBytes">The reader's limit.</param>
    /// <param name="pieces">What comes at once, each copied.</param>
    public static List<ReadItem> Read(int maxMessageBytes, params IEnumerable<byte[]> pieces)
    {
        var pipe = new Pipe(new PipeOptions(minimumSegmentSize: 16, pauseWriterThreshold: 0, useSynchronizationContext: false));
        using var reader = new WebSocketReader(maxMessageBytes);
        var found = new List<ReadItem>();
        foreach (var piece in pieces)
        {
            pipe.Writer.Write(piece);
            Assert.True(pipe.Writer.FlushAsync().AsTask().IsCompletedSuccessfully);
            if (!pipe.Reader.TryRead(out var result))
            {
                continue;
            }

            var buffer = result.Buffer;
            while (reader.TryRead(ref buffer, out var read))
            {
                found.Add(new ReadItem(read.Kind, Convert.ToHexString(read.Payload.ToArray()), read.Refusal));
                if (read.Kind is WebSocketReadKind.Close or WebSocketReadKind.Refusal)
                {
                    return found;
                }
            }

            pipe.Reader.AdvanceTo(buffer.Start, buffer.End);
        }

        return found;
    }

    /// <summary>The bytes, one at a time.</summary>
    public static IEnumerable<byte[]> OneByOne(byte[] bytes) => bytes.Select(value => new[] { value });
}
