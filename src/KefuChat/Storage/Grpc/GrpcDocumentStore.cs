using Grpc.Core;
using KefuChat.Storage.Documents;
using Wire = Kefu.Ims.V1;

namespace KefuChat.Storage.Grpc;

/// <summary>The documents behind other processes that play <c>ims</c>.</summary>
internal sealed class GrpcDocumentStore(IImsCalls calls) : IDocumentStore
{
    /// <inheritdoc/>
    public async ValueTask<IReadOnlyList<Document?>> GetAsync(IReadOnlyList<DocumentKey> keys)
    {
        var found = new List<Document?>(keys.Count);
        while (found.Count < keys.Count)
        {
            var request = new Wire.GetDocumentsRequest { Keys = { keys.Skip(found.Count).Select(DocumentMapping.ToWire) } };
            var answer = await calls.AskAsync(ImsCalls.Anybody, (node, options) => Documents(node).GetAsync(request, options));
            if (answer.Documents.Count == 0)
            {
                throw new StorageUnavailableException("a storage node gave no answer to a document's key");
            }

            found.AddRange(answer.Documents.Select(document => document.Document?.FromWire()));
        }

        return found;
    }

    /// <inheritdoc/>
    public async ValueTask<DocumentPage> ListAsync(string kind, string prefix, string afterId, int limit)
    {
        var request = new Wire.ListDocumentsRequest { Kind = kind, Prefix = prefix, AfterId = afterId, Limit = limit };
        var page = await calls.AskAsync(ImsCalls.Anybody, (node, options) => Documents(node).ListAsync(request, options));
        return new DocumentPage([.. page.Documents.Select(DocumentMapping.FromWire)], page.HasMore);
    }

    /// <inheritdoc/>
    public async Task<bool> PutAsync(Document document, string? expectedVersion)
    {
        var request = new Wire.PutDocumentRequest { Document = document.ToWire() };
        if (expectedVersion is not null)
        {
            request.ExpectedVersion = expectedVersion;
        }

        return (await calls.AskAsync(ImsCalls.Anybody, (node, options) => Documents(node).PutAsync(request, options))).IsStored;
    }

    /// <inheritdoc/>
    public Task DeleteAsync(DocumentKey key)
    {
        var request = new Wire.DeleteDocumentRequest { Key = key.ToWire() };
        return calls.AskAsync(ImsCalls.Anybody, (node, options) => Documents(node).DeleteAsync(request, options));
    }

    private static Wire.Documents.DocumentsClient Documents(CallInvoker node) => new(node);
}
