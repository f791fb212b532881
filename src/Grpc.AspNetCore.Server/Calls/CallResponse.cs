using System.Globalization;
using Grpc.Core;
using Grpc.Core.Wire;
using Microsoft.AspNetCore.Http;

namespace Grpc.AspNetCore.Server.Calls;

/// <summary>Writes what surrounds the messages of a response.</summary>
internal static class CallResponse
{
    public static void Begin(HttpResponse response)
    {
        response.ContentType = GrpcHeaders.ContentType;
        response.Headers[GrpcHeaders.AcceptEncoding] = GrpcHeaders.Identity;
    }

    public static void AddHeaders(HttpResponse response, Metadata metadata) => Add(metadata, response.Headers.Append);

    /// <summary>Where there are no messages, the headers are the trailers too: one frame instead of two.</summary>
    public static void EndWithHeaders(HttpResponse response, Status status, Metadata trailers)
    {
        Begin(response);
        AddStatus(status, response.Headers.Append);
        Add(trailers, response.Headers.Append);
    }

    public static void EndWithTrailers(HttpResponse response, Status status, Metadata trailers)
    {
        AddStatus(status, response.AppendTrailer);
        Add(trailers, response.AppendTrailer);
    }

    private static void AddStatus(Status status, Action<string, Microsoft.Extensions.Primitives.StringValues> add)
    {
        add(GrpcHeaders.Status, ((int)status.StatusCode).ToString(CultureInfo.InvariantCulture));
        if (!string.IsNullOrEmpty(status.Detail))
        {
            add(GrpcHeaders.Message, StatusMessage.Encode(status.Detail));
        }
    }

    private static void Add(Metadata metadata, Action<string, Microsoft.Extensions.Primitives.StringValues> add)
    {
        foreach (var entry in metadata)
        {
            if (GrpcHeaders.IsMetadata(entry.Key))
            {
                add(entry.Key, MetadataValue.Encode(entry));
            }
        }
    }
}
