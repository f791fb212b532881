using Google.Protobuf;
using KefuChat.Storage.Documents;
using Wire = Kefu.Ims.V1;

namespace KefuChat.Storage.Grpc;

/// <summary>
/// Between documents and documents.proto. Reading throws <see cref="InvalidDataException"/> for what no KefuChat writes.
/// </summary>
internal static class DocumentMapping
{
    /// <summary>A key, for the wire.</summary>
    public static Wire.DocumentKey ToWire(this DocumentKey key) => new() { Kind = key.Kind, Id = key.Id };

    /// <summary>A key, from the wire.</summary>
    public static DocumentKey FromWire(this Wire.DocumentKey? key) => key is not null
        ? new DocumentKey(key.Kind, key.Id)
        : throw new InvalidDataException("a document's key is missing");

    /// <summary>A document, for the wire. The body is shared, not copied.</summary>
    public static Wire.Document ToWire(this Document document) => new()
    {
        Key = document.Key.ToWire(),
        Version = document.Version,
        Body = UnsafeByteOperations.UnsafeWrap(document.Body),
    };

    /// <summary>A document, from the wire. The body is shared, not copied.</summary>
    public static Document FromWire(this Wire.Document? document) => document is { Body.Length: <= Document.MaxBodyBytes }
        ? new Document(document.Key.FromWire(), document.Version, document.Body.Memory)
        : throw new InvalidDataException(document is null ? "a document is missing" : $"a document's body has {document.Body.Length} bytes");
}
