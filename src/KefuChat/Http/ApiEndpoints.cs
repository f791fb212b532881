using KefuChat.Http.Conversations;
using KefuChat.Http.CustomerData;
using KefuChat.Http.Files;
using KefuChat.Http.OpenApi;
using KefuChat.Http.Shops;
using Microsoft.AspNetCore.Mvc;

namespace KefuChat.Http;

/// <summary>The HTTP API: everything under <see cref="Root"/>.</summary>
internal static class ApiEndpoints
{
    /// <summary>Where it lies.</summary>
    public const string Root = "/api";

    /// <summary>The largest body of a call, in bytes, where the call does not say otherwise.</summary>
    private const int MaxBodyBytes = 1024 * 1024;

    /// <summary>What runs before the endpoints: pages of other origins, callers, limits.</summary>
    public static void UseKefuApi(this WebApplication app)
    {
        app.UseWhen(context => context.Request.Path.StartsWithSegments(Root), api => api.Use(JsonByDefault.InvokeAsync));
        app.UseRouting();
        app.UseCors();
        app.UseAuthentication();
        app.UseAuthorization();
        app.UseRateLimiter();
    }

    /// <summary>Maps all calls, the document that describes them, and the files they give addresses of.</summary>
    public static void MapKefuApi(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapOpenApi(OpenApiServices.Route);
        var api = endpoints.MapGroup(Root)
            .WithMetadata(new RequestSizeLimitAttribute(MaxBodyBytes))
            .ProducesValidationProblem()
            .ProducesProblem(StatusCodes.Status503ServiceUnavailable);
        api.MapTokens();
        api.MapVisitors();
        api.MapStores();
        api.MapSellers();
        api.MapApps();
        api.MapCustomers();
        api.MapQuickReplies();
        api.MapAssignments();
        api.MapConversations();
        api.MapBlocks();
        api.MapCustomerData();
        api.MapFiles();
        endpoints.MapFileContents();
    }
}
