using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Threading.RateLimiting;
using KefuChat.Configuration;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Options;

namespace KefuChat.Http;

/// <summary>How often an address may ask for what anybody may have for the asking.</summary>
internal static class AddressLimit
{
    /// <summary>Identities of visitors: <c>Kefu:Limits:VisitorsPerMinute</c>.</summary>
    public const string Visitors = "visitors";

    /// <summary>Uploads: <c>Kefu:Limits:UploadsPerMinute</c>. Whoever is a visitor must not fill the disk.</summary>
    public const string Uploads = "uploads";

    /// <summary>The part of an IPv6 address that is one subscriber's, in bytes.</summary>
    private const int NetworkBytes = 8;

    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    /// <summary>Adds the policies, and what is answered to whoever asks too often.</summary>
    public static void Configure(RateLimiterOptions options)
    {
        options.AddPolicy(Visitors, context => PartitionOf(context, limits => limits.VisitorsPerMinute));
        options.AddPolicy(Uploads, context => PartitionOf(context, limits => limits.UploadsPerMinute));
        options.OnRejected = (rejection, _) => new ValueTask(RefuseAsync(rejection));
    }

    /// <summary>Who counts as one: an IPv4 address, or an IPv6 network of 64 bits.</summary>
    public static string SubscriberOf(IPAddress? address)
    {
        if (address is null)
        {
            return "";
        }

        return address is { AddressFamily: AddressFamily.InterNetworkV6, IsIPv4MappedToIPv6: false }
            ? Convert.ToHexString(address.GetAddressBytes().AsSpan(0, NetworkBytes))
            : address.MapToIPv4().ToString();
    }

    private static RateLimitPartition<string> PartitionOf(HttpContext context, Func<LimitOptions, int> permitsOf)
    {
        var permits = permitsOf(context.RequestServices.GetRequiredService<IOptions<KefuOptions>>().Value.Limits);
        return permits == 0
            ? RateLimitPartition.GetNoLimiter("")
            : RateLimitPartition.GetFixedWindowLimiter(
                SubscriberOf(context.Connection.RemoteIpAddress),
                _ => new FixedWindowRateLimiterOptions { PermitLimit = permits, Window = Window });
    }

    private static Task RefuseAsync(OnRejectedContext rejection)
    {
        var wait = rejection.Lease.TryGetMetadata(MetadataName.RetryAfter, out var retryAfter) ? retryAfter : Window;
        rejection.HttpContext.Response.Headers.RetryAfter = Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        return Results
            .Problem("Too many such calls have come from this address within a minute.", statusCode: StatusCodes.Status429TooManyRequests)
            .ExecuteAsync(rejection.HttpContext);
    }
}
