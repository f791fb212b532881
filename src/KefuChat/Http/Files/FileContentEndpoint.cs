using System.Globalization;
using KefuChat.Http.Problems;
using KefuChat.Uploads;
using Microsoft.Net.Http.Headers;

namespace KefuChat.Http.Files;

/// <summary>
/// <c>GET /files/{id}</c>: a file's bytes, for whoever has an address of it that is signed and not expired. Strangers chose
/// those bytes: nothing in them may run, and only images are shown in a page.
/// </summary>
internal static class FileContentEndpoint
{
    /// <summary>Maps it.</summary>
    public static void MapFileContents(this IEndpointRouteBuilder endpoints) =>
        endpoints.MapMethods(FileLinks.Path + "/{id}", [HttpMethods.Get, HttpMethods.Head], ServeAsync);

    private static async Task<IResult> ServeAsync(
        string id, long? expires, string? signature, FileStore files, FileLinks links, HttpResponse response)
    {
        var left = links.TimeLeft(id, expires ?? 0, signature ?? "")
            ?? throw new ProblemException(StatusCodes.Status403Forbidden, "The address is not one this server gave out.");
        if (left <= TimeSpan.Zero)
        {
            throw new ProblemException(StatusCodes.Status403Forbidden, $"The address has expired; {ApiEndpoints.Root}/files/{id} gives a fresh one.");
        }

        if (!FileId.TryParse(id, out var fileId)
            || await files.FindAsync(fileId) is not { } file
            || files.OpenContent(file.Id) is not { } content)
        {
            throw ProblemException.NotFound("file");
        }

        WriteHeaders(response.Headers, file, left);
        return TypedResults.Stream(
            content,
            file.ContentType,
            lastModified: file.UploadedAt,
            entityTag: new EntityTagHeaderValue($"\"{fileId.Random}\""),
            enableRangeProcessing: true);
    }

    private static void WriteHeaders(IHeaderDictionary headers, StoredFile file, TimeSpan left)
    {
        var disposition = new ContentDispositionHeaderValue(file.IsImage ? "inline" : "attachment");
        disposition.SetHttpFileName(file.Name);
        headers.ContentDisposition = disposition.ToString();
        headers.CacheControl = string.Create(CultureInfo.InvariantCulture, $"private, max-age={(long)left.TotalSeconds}, immutable");
        headers.ContentSecurityPolicy = "default-src 'none'; sandbox";
        headers.XContentTypeOptions = "nosniff";
        headers["Cross-Origin-Resource-Policy"] = "cross-origin";
        headers["Referrer-Policy"] = "no-referrer";
    }
}
