using Grpc.Core;
using Grpc.Core.Wire;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core.Features;

namespace Grpc.AspNetCore.Server.Calls;

/// <summary>What an HTTP request says about a call.</summary>
internal static class CallRequest
{
    /// <summary>Whether this is a gRPC call; where it is not, the response says why.</summary>
    public static bool Accept(HttpContext context)
    {
        if (!GrpcHeaders.IsGrpc(context.Request.ContentType))
        {
            context.Response.StatusCode = StatusCodes.Status415UnsupportedMediaType;
            return false;
        }

        if (!HttpProtocol.IsHttp2(context.Request.Protocol) && !HttpProtocol.IsHttp3(context.Request.Protocol))
        {
            context.Response.StatusCode = StatusCodes.Status426UpgradeRequired;
            context.Response.Headers.Connection = "Upgrade";
            context.Response.Headers.Upgrade = "HTTP/2";
            return false;
        }

        return true;
    }

    /// <summary>A stream may be silent for hours, and has no size; the limits meant for uploads would end it.</summary>
    public static void LiftBodyLimits(HttpContext context)
    {
        if (context.Features.Get<IHttpMinRequestBodyDataRateFeature>() is { } rate)
        {
            rate.MinDataRate = null;
        }

        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
        {
            size.MaxRequestBodySize = null;
        }
    }

    /// <summary>UTC; <see cref="DateTime.MaxValue"/> where there is none, or none that can be read.</summary>
    public static DateTime ReadDeadline(HttpRequest request)
    {
        if (!GrpcTimeout.TryDecode(request.Headers[GrpcHeaders.Timeout], out var timeout))
        {
            return DateTime.MaxValue;
        }

        var now = DateTime.UtcNow;
        return timeout < DateTime.MaxValue - now ? now + timeout : DateTime.MaxValue;
    }

    public static Metadata ReadMetadata(HttpRequest request)
    {
        var metadata = new Metadata();
        foreach (var (name, values) in request.Headers)
        {
            if (GrpcHeaders.IsMetadata(name))
            {
                foreach (var value in values)
                {
                    MetadataValue.Decode(name, value ?? "", metadata);
                }
            }
        }

        return metadata;
    }

    /// <summary>In the form of gRPC's naming document, like <c>ipv4:10.0.0.1:4711</c>.</summary>
    public static string ReadPeer(ConnectionInfo connection)
    {
        var address = connection.RemoteIpAddress;
        if (address is null)
        {
            return "unknown";
        }

        return address.AddressFamily == System.Net.Sockets.AddressFamily.InterNetworkV6
            ? $"ipv6:[{address}]:{connection.RemotePort}"
            : $"ipv4:{address}:{connection.RemotePort}";
    }
}
