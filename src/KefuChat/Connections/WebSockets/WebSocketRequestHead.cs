using System.Buffers;
using System.Text;

namespace KefuChat.Connections.WebSockets;

/// <summary>
/// The head of a request for a WebSocket, of the plain kind that clients send: <c>GET /ws HTTP/1.1</c> and fields, in
/// ASCII, each on a line of its own. Everything else is no such head, right or wrong: the HTTP server knows what to do
/// with it.
/// </summary>
internal static class WebSocketRequestHead
{
    /// <summary>A longer head is left to the HTTP server.</summary>
    public const int MaxBytes = 8 * 1024;

    private static readonly SearchValues<char> TokenChars = SearchValues.Create(
        "!#$%&'*+-.^_`|~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");

    private static readonly SearchValues<char> ValueChars = SearchValues.Create(
        ['\t', .. Enumerable.Range(' ', '~' - ' ' + 1).Select(c => (char)c)]);

    private static ReadOnlySpan<byte> Start => "GET /ws"u8;

    private static ReadOnlySpan<byte> End => "\r\n\r\n"u8;

    /// <summary>Whether these bytes are such a head, or its beginning, as far as the path tells.</summary>
    public static bool IsPossible(in ReadOnlySequence<byte> buffer)
    {
        Span<byte> bytes = stackalloc byte[Start.Length + 1];
        bytes = bytes[..(int)Math.Min(bytes.Length, buffer.Length)];
        buffer.Slice(0, bytes.Length).CopyTo(bytes);
        return bytes.Length <= Start.Length
            ? Start.StartsWith(bytes)
            : bytes.StartsWith(Start) && bytes[^1] is (byte)' ' or (byte)'?';
    }

    /// <summary>Finds the empty line that ends such a head. False: it is not there, or the bytes begin otherwise.</summary>
    /// <param name="buffer">What came.</param>
    /// <param name="head">The head without the empty line, when the answer is true.</param>
    /// <param name="end">Where the empty line ends, when the answer is true.</param>
    public static bool TryFindEnd(in ReadOnlySequence<byte> buffer, out ReadOnlySequence<byte> head, out SequencePosition end)
    {
        var reader = new SequenceReader<byte>(buffer);
        head = default;
        var isFound = IsPossible(buffer) && reader.TryReadTo(out head, End);
        end = reader.Position;
        return isFound;
    }

    /// <summary>Reads a head into a request. False: it is not of the plain kind, or announces a body.</summary>
    public static bool TryParse(in ReadOnlySequence<byte> head, HttpRequest request)
    {
        // Latin-1 keeps every byte as it is; what is not ASCII is found among the values.
        var lines = Encoding.Latin1.GetString(head).Split("\r\n");
        if (!TryParseRequestLine(lines[0], request))
        {
            return false;
        }

        foreach (var line in lines.AsSpan(1))
        {
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            if (colon < 1 || line.AsSpan(0, colon).ContainsAnyExcept(TokenChars) || line.AsSpan(colon).ContainsAnyExcept(ValueChars))
            {
                return false;
            }

            request.Headers.Append(line[..colon], line[(colon + 1)..].Trim());
        }

        return request.Headers.Host.Count == 1
            && IsPlainHost(request.Host)
            && !request.Headers.ContainsKey("Transfer-Encoding")
            && !request.Headers.ContainsKey("Content-Length")
            && !request.Headers.ContainsKey("Expect");
    }

    /// <summary>Whether a host is a name or an address, with nothing behind it but the number of a port.</summary>
    private static bool IsPlainHost(HostString host) =>
        Uri.CheckHostName(host.Host) != UriHostNameType.Unknown
        && (host.Port is not null || host.Host == host.Value);

    private static bool TryParseRequestLine(string line, HttpRequest request)
    {
        if (line.AsSpan().ContainsAnyExcept(ValueChars) || line.Split(' ') is not ["GET", var target, "HTTP/1.1"])
        {
            return false;
        }

        request.Method = HttpMethods.Get;
        request.Protocol = HttpProtocol.Http11;
        request.Path = WebSocketEndpoint.Path;
        request.QueryString = new QueryString(target[WebSocketEndpoint.Path.Length..]);
        return true;
    }
}
