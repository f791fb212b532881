using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using Grpc.Core;
using Grpc.Core.Wire;

namespace Grpc.Net.Client.Calls;

/// <summary>Reads status and metadata from a response.</summary>
internal static class ResponseStatus
{
    /// <summary>The status of a response that consists of headers only, or is not gRPC at all; null where messages may follow.</summary>
    public static Status? FindEnding(HttpResponseMessage response)
    {
        var isGrpc = GrpcHeaders.IsGrpc(response.Content.Headers.ContentType?.ToString());
        if (isGrpc && Find(response.Headers) is { } status)
        {
            return status;
        }

        return isGrpc && response.StatusCode == HttpStatusCode.OK
            ? null
            : new Status(
                FromHttp(response.StatusCode),
                $"The response is not gRPC: HTTP status {(int)response.StatusCode}, content type '{response.Content.Headers.ContentType}'.");
    }

    /// <summary>The status in headers or trailers, with a word of its own where the number is none; null where there is no status.</summary>
    public static Status? Find(HttpHeaders headers)
    {
        if (FindValue(headers, GrpcHeaders.Status) is not { } text)
        {
            return null;
        }

        var message = StatusMessage.Decode(FindValue(headers, GrpcHeaders.Message) ?? "");
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var code) && code <= (int)StatusCode.Unauthenticated
            ? new Status((StatusCode)code, message)
            : new Status(StatusCode.Unknown, $"Unknown grpc-status '{text}': {message}");
    }

    public static string? FindEncoding(HttpHeaders headers) => FindValue(headers, GrpcHeaders.Encoding);

    public static Metadata ReadMetadata(HttpHeaders headers)
    {
        var metadata = new Metadata();
        foreach (var (name, values) in headers.NonValidated)
        {
            if (GrpcHeaders.IsMetadata(name))
            {
                foreach (var value in values)
                {
                    MetadataValue.Decode(name, value, metadata);
                }
            }
        }

        return metadata;
    }

    private static string? FindValue(HttpHeaders headers, string name) =>
        headers.NonValidated.TryGetValues(name, out var values) ? values.ToString() : null;

    /// <summary>Of a proxy, say, that speaks no gRPC. The table is gRPC's own: doc/http-grpc-status-mapping.md.</summary>
    private static StatusCode FromHttp(HttpStatusCode status) => status switch
    {
        HttpStatusCode.BadRequest => StatusCode.Internal,
        HttpStatusCode.Unauthorized => StatusCode.Unauthenticated,
        HttpStatusCode.Forbidden => StatusCode.PermissionDenied,
        HttpStatusCode.NotFound => StatusCode.Unimplemented,
        HttpStatusCode.TooManyRequests or HttpStatusCode.BadGateway or HttpStatusCode.ServiceUnavailable
            or HttpStatusCode.GatewayTimeout => StatusCode.Unavailable,
        _ => StatusCode.Unknown,
    };
}
