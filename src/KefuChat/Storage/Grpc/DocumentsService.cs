using Grpc.Core;
using KefuChat.Storage.Documents;
using Wire = Kefu.Ims.V1;

namespace KefuChat.Storage.Grpc;

/// <summary>documents.proto over a store.</summary>
internal sealed class DocumentsService(IDocumentStore store) : Wire.Documents.DocumentsBase
{
    /// <summary>An answer to some keys ends with the document whose body reaches so many bytes: gRPC's messages hold 4 MB.</summary>
    private const int AnswerBytes = 1024 * 1024;

    /// <inheritdoc/>
    public override Task<Wire.GetDocumentsAnswer> Get(Wire.GetDocumentsRequest request, ServerCallContext context) => ServiceAnswer.AnswerAsync(async () =>
    {
        var keys = request.Keys.Take(ImsService.MessagesAtOnce).Select(DocumentMapping.FromWire);
        var answer = new Wire.GetDocumentsAnswer();
        var bytes = 0;
        foreach (var document in (await store.GetAsync([.. keys])).TakeWhile(_ => bytes < AnswerBytes))
        {
            answer.Documents.Add(new Wire.FoundDocument { Document = document?.ToWire() });
            bytes += document?.Body.Length ?? 0;
        }

        return answer;
    });

    /// <inheritdoc/>
    public override Task<Wire.DocumentPage> List(Wire.ListDocumentsRequest request, ServerCallContext context) => ServiceAnswer.AnswerAsync(async () =>
    {
        var page = await store.ListAsync(request.Kind, request.Prefix, request.AfterId, ServiceAnswer.Limit(request.Limit));
        return new Wire.DocumentPage { Documents = { page.Documents.Select(DocumentMapping.ToWire) }, HasMore = page.HasMore };
    });

    /// <inheritdoc/>
    public override Task<Wire.PutDocumentAnswer> Put(Wire.PutDocumentRequest request, ServerCallContext context) => ServiceAnswer.AnswerAsync(async () =>
        new Wire.PutDocumentAnswer
        {
            IsStored = await store.PutAsync(request.Document.FromWire(), request.HasExpectedVersion ? request.ExpectedVersion : null),
        });

    /// <inheritdoc/>
    public override Task<Wire.DeleteDocumentAnswer> Delete(Wire.DeleteDocumentRequest request, ServerCallContext context) => ServiceAnswer.AnswerAsync(async () =>
    {
        await store.DeleteAsync(request.Key.FromWire());
        return new Wire.DeleteDocumentAnswer();
    });
}
