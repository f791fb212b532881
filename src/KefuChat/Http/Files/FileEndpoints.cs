using KefuChat.Http.Callers;
using KefuChat.Http.Problems;
using KefuChat.Protocol;
using KefuChat.Uploads;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace KefuChat.Http.Files;

/// <summary>
/// <c>POST /api/conversations/{id}/files</c> and <c>GET /api/files/{id}</c>: for those who may see the conversation.
/// </summary>
internal static class FileEndpoints
{
    /// <summary>Maps both.</summary>
    public static void MapFiles(this IEndpointRouteBuilder api)
    {
        api.MapPost("/conversations/{id}/files", UploadAsync)
            .RequireCaller(CallerKinds.User)
            .RequireRateLimiting(AddressLimit.Uploads)
            // The store counts, to the byte, and the answer names the limit.
            .WithMetadata(new DisableRequestSizeLimitAttribute())
            .WithTags("Files")
            .WithSummary("Upload an image or a file to a conversation: the body is its bytes")
            .ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status413PayloadTooLarge)
            .ProducesProblem(StatusCodes.Status429TooManyRequests)
            .ProducesProblem(StatusCodes.Status415UnsupportedMediaType);
        api.MapGet("/files/{id}", GetAsync)
            .RequireCaller(CallerKinds.User)
            .WithTags("Files")
            .WithSummary("Get a file's details, and a fresh address for its bytes")
            .ProducesProblem(StatusCodes.Status404NotFound);
    }

    private static async Task<Created<FileResponse>> UploadAsync(
        string id, string? name, Stream body, HttpRequest request, Caller caller, FileStore files, FileLinks links, IConversationAccess access)
    {
        if (!ConversationId.TryParse(id, out var conversation) || !await access.MayReadAsync(caller.User, conversation))
        {
            throw ProblemException.NotFound("conversation");
        }

        if (!await access.MayWriteAsync(caller.User, conversation))
        {
            throw new ProblemException(StatusCodes.Status403Forbidden, "You may read this conversation but not write in it.");
        }

        if (request.ContentLength > files.MaxBytes)
        {
            throw TooLarge(files);
        }

        var upload = new FileUpload(conversation, caller.User, name, request.ContentType, body);
        var result = await files.SaveAsync(upload, request.HttpContext.RequestAborted);
        return result switch
        {
            { File: { } file } => TypedResults.Created($"{ApiEndpoints.Root}/files/{file.Id}", FileResponse.Of(file, links.Sign(file.Id))),
            { Status: UploadStatus.TooLarge } => throw TooLarge(files),
            { Status: UploadStatus.OtherType } => throw new ProblemException(
                StatusCodes.Status415UnsupportedMediaType, $"The file was sent as {request.ContentType}, but its bytes are {result.ContentType}."),
            _ => throw ProblemException.BadField("body", "is the file's bytes, at least one"),
        };
    }

    private static async Task<Ok<FileResponse>> GetAsync(
        string id, Caller caller, FileStore files, FileLinks links, IConversationAccess access) =>
        FileId.TryParse(id, out var fileId)
        && await files.FindAsync(fileId) is { } file
        && await access.MayReadAsync(caller.User, file.Id.Conversation)
            ? TypedResults.Ok(FileResponse.Of(file, links.Sign(file.Id)))
            : throw ProblemException.NotFound("file");

    private static ProblemException TooLarge(FileStore files) =>
        new(StatusCodes.Status413PayloadTooLarge, $"A file may have {files.MaxBytes} bytes.");
}
