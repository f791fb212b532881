using System.Globalization;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.Extensions.Primitives;

namespace KefuChat.Http.Problems;

/// <summary>
/// Names the optional parameters that could not be read: the code that the framework generates for a route answers a bare
/// 400 there, and throws nothing, as it does where a required one is wrong.
/// </summary>
internal static class UnreadParameters
{
    /// <summary>Puts a document that names them in the place of a bare 400's.</summary>
    public static void Name(ProblemDetailsContext context)
    {
        if (context.ProblemDetails is { Status: StatusCodes.Status400BadRequest, Detail: null } bare
            && ErrorsOf(context.HttpContext) is { Count: > 0 } errors)
        {
            context.ProblemDetails = new HttpValidationProblemDetails(errors)
            {
                Status = bare.Status,
                Type = bare.Type,
                Detail = ProblemException.BadFields(errors).Message,
                Extensions = bare.Extensions,
            };
        }
    }

    private static Dictionary<string, string[]> ErrorsOf(HttpContext http) =>
        (http.GetEndpoint()?.Metadata.GetOrderedMetadata<IParameterBindingMetadata>() ?? [])
            .Where(parameter => parameter is { IsOptional: true, HasTryParse: true })
            .Select(parameter => (parameter.Name, What: ErrorOf(parameter.ParameterInfo.ParameterType, http.Request.Query[parameter.Name])))
            .Where(error => error.What is not null)
            .ToDictionary(error => error.Name, error => new[] { error.What! });

    /// <summary>What a value may be that is none of its type; null where it is one, or left away.</summary>
    private static string? ErrorOf(Type type, StringValues value) => value.ToString() is { Length: > 0 } text
        ? Type.GetTypeCode(Nullable.GetUnderlyingType(type) ?? type) switch
        {
            TypeCode.Int32 when !int.TryParse(text, CultureInfo.InvariantCulture, out _) => BadRequests.WholeNumber,
            TypeCode.Int64 when !long.TryParse(text, CultureInfo.InvariantCulture, out _) => BadRequests.WholeNumber,
            TypeCode.Boolean when !bool.TryParse(text, out _) => BadRequests.TrueOrFalse,
            _ => null,
        }
        : null;
}
