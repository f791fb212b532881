using System.Globalization;
using System.Net;
using Grpc.Core;

namespace Grpc.Tests.Support;

internal static class RawResponses
{
    /// <summary>Reads the response to its end; checks and returns its status, wherever it stands.</summary>
    public static async Task<Status> AssertStatusAsync(this HttpResponseMessage response, StatusCode expected)
    {
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("application/grpc", response.Content.Headers.ContentType?.ToString());
        await response.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken);
        var headers = response.Headers.Contains("grpc-status") ? response.Headers : response.TrailingHeaders;
        var code = (StatusCode)int.Parse(headers.GetValues("grpc-status").Single(), CultureInfo.InvariantCulture);
        var detail = headers.TryGetValues("grpc-message", out var messages) ? messages.Single() : "";
        Assert.True(code == expected, $"{code}: {detail}");
        return new Status(code, detail);
    }
}
