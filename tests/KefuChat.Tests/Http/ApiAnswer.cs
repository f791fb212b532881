using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;

namespace KefuChat.Tests.Http;

/// <summary>What an API call was answered.</summary>
/// <param name="Status">The status.</param>
/// <param name="Headers">The headers.</param>
/// <param name="Body">The JSON; undefined when there is none.</param>
public sealed record ApiAnswer(HttpStatusCode Status, HttpResponseHeaders Headers, JsonElement Body)
{
    /// <summary>The fields a problem document names.</summary>
    public IEnumerable<string> Errors => Body.TryGetProperty("errors", out var errors)
        ? errors.EnumerateObject().Select(error => error.Name)
        : [];

    /// <summary>What a problem document tells.</summary>
    public string Detail => Body.GetProperty("detail").GetString()!;

    public JsonElement this[string name] => Body.GetProperty(name);

    public ApiAnswer Expect(HttpStatusCode status)
    {
        Assert.True(status == Status, $"{(int)Status} {Body}");
        return this;
    }

    /// <summary>That it is a 400 which names this field.</summary>
    public void ExpectBad(string field)
    {
        Expect(HttpStatusCode.BadRequest);
        Assert.Contains(field, Errors);
    }
}
