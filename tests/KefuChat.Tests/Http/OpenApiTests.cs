using System.Net;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;

namespace KefuChat.Tests.Http;

/// <summary>The document that describes the API is whole.</summary>
public sealed class OpenApiTests : ApiTest
{
    [Fact]
    public async Task Every_call_is_in_the_document_with_a_summary_and_who_may_make_it()
    {
        var document = (await GetAsync("/openapi/v1.json", bearer: null)).Expect(HttpStatusCode.OK);
        var calls = Server.Get<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.RoutePattern.RawText!.StartsWith("/api/", StringComparison.Ordinal))
            .ToList();

        Assert.NotEmpty(calls);
        foreach (var call in calls)
        {
            var path = string.Join('/', call.RoutePattern.PathSegments.Select(segment => string.Concat(segment.Parts.Select(NameOf))));
            var method = call.Metadata.GetRequiredMetadata<IHttpMethodMetadata>().HttpMethods.Single();
            var operation = document["paths"].GetProperty("/" + path).GetProperty(method.ToLowerInvariant());
            Assert.False(string.IsNullOrEmpty(operation.GetProperty("summary").GetString()), path);
            Assert.NotEmpty(operation.GetProperty("tags").EnumerateArray());
            Assert.Equal(call.Metadata.GetMetadata<AuthorizationPolicy>() is not null, operation.TryGetProperty("security", out _));
        }
    }

    [Fact]
    public async Task Nothing_else_is_in_it()
    {
        var document = await GetAsync("/openapi/v1.json", bearer: null);
        Assert.All(document["paths"].EnumerateObject(), path => Assert.StartsWith("/api/", path.Name, StringComparison.Ordinal));
        Assert.True(document["components"].GetProperty("securitySchemes").TryGetProperty("AdminKey", out _));
    }

    private static string NameOf(RoutePatternPart part) => part switch
    {
        RoutePatternLiteralPart literal => literal.Content,
        RoutePatternParameterPart parameter => $"{{{parameter.Name}}}",
        _ => "",
    };
}
