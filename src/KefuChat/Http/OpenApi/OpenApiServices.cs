using Microsoft.AspNetCore.Mvc;
using Microsoft.OpenApi;

namespace KefuChat.Http.OpenApi;

/// <summary>The OpenAPI document that describes the HTTP API.</summary>
internal static class OpenApiServices
{
    /// <summary>Its address; the one document is called v1.</summary>
    public const string Route = "/openapi/{documentName}.json";

    /// <summary>Adds it: the calls under <see cref="ApiEndpoints.Root"/>, and nothing else that is mapped.</summary>
    public static IServiceCollection AddKefuOpenApi(this IServiceCollection services) => services.AddOpenApi(options =>
    {
        options.ShouldInclude = call => call.RelativePath?.StartsWith(ApiEndpoints.Root[1..] + "/", StringComparison.Ordinal) == true;
        options.AddOperationTransformer<CallerTransformer>();
        options.AddSchemaTransformer((schema, context, _) =>
        {
            // A problem may say more than RFC 9457 knows: errors, trace_id.
            schema.AdditionalPropertiesAllowed |= context.JsonTypeInfo.Type.IsAssignableTo(typeof(ProblemDetails));
            return Task.CompletedTask;
        });
        options.AddDocumentTransformer((document, _, _) =>
        {
            document.Info = new OpenApiInfo
            {
                Title = "KefuChat",
                Version = "1",
                Description = "What a shop needs around its messages. Failures are answered as application/problem+json (RFC 9457); where fields are wrong, errors names them.",
            };
            return Task.CompletedTask;
        });
    });
}
