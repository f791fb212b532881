namespace Grpc.Core.Wire;

/// <summary>Names and values of the headers that the protocol itself uses.</summary>
internal static class GrpcHeaders
{
    public const string ContentType = "application/grpc";
    public const string Status = "grpc-status";
    public const string Message = "grpc-message";
    public const string Timeout = "grpc-timeout";
    public const string Encoding = "grpc-encoding";
    public const string AcceptEncoding = "grpc-accept-encoding";
    public const string Identity = "identity";

    /// <summary>The protocol's own headers, and those of the HTTP exchange under it: no part of a call's metadata.</summary>
    private static readonly HashSet<string> Reserved = new(StringComparer.OrdinalIgnoreCase)
    {
        Status, Message, Timeout, Encoding, AcceptEncoding, "content-type", "content-length", "te", "host", "accept-encoding",
    };

    /// <summary>Whether a header is metadata.</summary>
    public static bool IsMetadata(string name) => !name.StartsWith(':') && !Reserved.Contains(name);

    /// <summary>Whether a body of this type holds gRPC messages.</summary>
    public static bool IsGrpc(string? contentType) =>
        contentType is not null
        && contentType.StartsWith(ContentType, StringComparison.OrdinalIgnoreCase)
        && (contentType.Length == ContentType.Length || contentType[ContentType.Length] is '+' or ';');
}
