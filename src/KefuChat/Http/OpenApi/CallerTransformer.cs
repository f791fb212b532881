using KefuChat.Http.Callers;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace KefuChat.Http.OpenApi;

/// <summary>Says of each call who may make it.</summary>
internal sealed class CallerTransformer : IOpenApiOperationTransformer
{
    private static readonly OpenApiSecurityScheme AdminKey = new()
    {
        Type = SecuritySchemeType.Http,
        Scheme = "bearer",
        Description = "The admin key: Kefu:AdminKey, or what lies in admin.key.",
    };

    private static readonly OpenApiSecurityScheme UserToken = new()
    {
        Type = SecuritySchemeType.Http,
        Scheme = "bearer",
        BearerFormat = "JWT",
        Description = "A customer's or a seller's token, as on the WebSocket.",
    };

    /// <inheritdoc/>
    public Task TransformAsync(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        var requirement = context.Description.ActionDescriptor.EndpointMetadata
            .OfType<AuthorizationPolicy>()
            .SelectMany(policy => policy.Requirements)
            .OfType<CallerRequirement>()
            .LastOrDefault();
        if (requirement is null || context.Document is not { } document)
        {
            return Task.CompletedTask;
        }

        operation.Description = $"Needs {requirement.Wanted}. {operation.Description}".TrimEnd();
        operation.Security = [];
        Allow(requirement.Kinds & CallerKinds.Admin, nameof(AdminKey), AdminKey);
        Allow(requirement.Kinds & CallerKinds.User, nameof(UserToken), UserToken);
        return Task.CompletedTask;

        void Allow(CallerKinds kinds, string name, OpenApiSecurityScheme scheme)
        {
            if (kinds != CallerKinds.None)
            {
                document.AddComponent(name, scheme);
                operation.Security.Add(new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(name, document)] = [] });
            }
        }
    }
}
