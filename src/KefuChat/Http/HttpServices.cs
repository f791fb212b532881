using System.Text.Json;
using System.Text.Json.Serialization;
using KefuChat.Http.Callers;
using KefuChat.Http.Conversations;
using KefuChat.Http.CustomerData;
using KefuChat.Http.OpenApi;
using KefuChat.Http.Problems;
using KefuChat.Http.Shops;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Cors.Infrastructure;

namespace KefuChat.Http;

/// <summary>Adds the HTTP API.</summary>
internal static class HttpServices
{
    /// <summary>Who calls, how JSON is spelt, what is answered to what went wrong, and the document that describes it all.</summary>
    public static IServiceCollection AddKefuHttp(this IServiceCollection services)
    {
        services.AddAuthentication().AddScheme<AuthenticationSchemeOptions, BearerHandler>(BearerHandler.Scheme, null);
        services.AddAuthorization();
        services.AddSingleton<IAuthorizationMiddlewareResultHandler, AccessRefusals>();
        services.AddCors();
        services.AddSingleton<ICorsPolicyProvider, ApiCorsPolicyProvider>();
        services.AddExceptionHandler<ApiExceptionHandler>();
        services.Configure<ProblemDetailsOptions>(problems => problems.CustomizeProblemDetails = UnreadParameters.Name);
        services.Configure<RouteHandlerOptions>(routes => routes.ThrowOnBadRequest = true);
        services.ConfigureHttpJsonOptions(json => Configure(json.SerializerOptions));
        services.AddSingleton<QuickReplyCalls>();
        services.AddRateLimiter(AddressLimit.Configure);
        services.AddKefuOpenApi();
        services.AddSingleton<People>();
        services.AddSingleton<Colleagues>();
        services.AddSingleton<ConversationPresenter>();
        services.AddSingleton<CustomerExport>();
        return services;
    }

    private static void Configure(JsonSerializerOptions json)
    {
        json.PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower;
        json.DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull;
        json.NumberHandling = JsonNumberHandling.Strict;
        json.UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow;
        json.RespectNullableAnnotations = true;
        json.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower, allowIntegerValues: false));
    }
}
