using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace KefuChat.Http.Problems;

/// <summary>Says of a request the framework could not read which part of it is wrong.</summary>
internal static partial class BadRequests
{
    /// <summary>What a number may be.</summary>
    public const string WholeNumber = "is a whole number";

    /// <summary>What a truth value may be.</summary>
    public const string TrueOrFalse = "is true or false";

    private const string BodyProblem = "The body is not the JSON expected: ";

    /// <summary>The problem that names it.</summary>
    public static ProblemException Explain(BadHttpRequestException bad)
    {
        if (bad.InnerException is JsonException json)
        {
            return Json(json);
        }

        if (bad.StatusCode != StatusCodes.Status400BadRequest)
        {
            return new ProblemException(bad.StatusCode, bad.Message);
        }

        if (bad.Message.StartsWith("Implicit body", StringComparison.Ordinal) || bad.Message.EndsWith("from body.", StringComparison.Ordinal))
        {
            return Body("body", "is required", "it is empty or null.");
        }

        return Parameter().Match(bad.Message) is { Success: true } parameter
            ? Value(parameter.Groups["type"].Value, parameter.Groups["name"].Value, bad.Message)
            : new ProblemException(bad.StatusCode, bad.Message);
    }

    /// <summary>Not in the framework's words, which speak of our types. What is no JSON at all throws a kind of its own.</summary>
    private static ProblemException Json(JsonException json)
    {
        var place = string.Create(CultureInfo.InvariantCulture, $"line {(json.LineNumber ?? 0) + 1}, byte {json.BytePositionInLine ?? 0}");
        return json.GetType() == typeof(JsonException)
            ? Body(PathOf(json), "is not of the type expected, or not known", $"see {PathOf(json)} at {place}.")
            : Body("body", "is not JSON", $"it is not JSON at {place}.");
    }

    /// <summary>The framework tells a parameter's type and name only in its message.</summary>
    private static ProblemException Value(string type, string name, string message)
    {
        var isMissing = message.StartsWith("Required", StringComparison.Ordinal);
        return ProblemException.BadField(name, isMissing ? "is required" : type.TrimEnd('?') switch
        {
            "long" or "int" => WholeNumber,
            "bool" => TrueOrFalse,
            _ => "cannot be read",
        });
    }

    private static ProblemException Body(string field, string what, string detail) =>
        new(StatusCodes.Status400BadRequest, BodyProblem + detail)
        {
            Errors = new Dictionary<string, string[]> { [field] = [what] },
        };

    /// <summary><c>$.sellers[0]</c> as the caller would write it: <c>sellers[0]</c>.</summary>
    private static string PathOf(JsonException json) =>
        json.Path is { Length: > 1 } path ? path[1..].TrimStart('.') : "body";

    [GeneratedRegex(@"parameter ""(?<type>\S+) (?<name>\w+)""")]
    private static partial Regex Parameter();
}
