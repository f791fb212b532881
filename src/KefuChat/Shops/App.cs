using System.Text.Json.Serialization;

namespace KefuChat.Shops;

/// <summary>An app: a world of customers of its own.</summary>
/// <param name="AppId">Its id, 1 to 2^53-1.</param>
/// <param name="Name">Its name.</param>
/// <param name="WordFilter">The words its customers and sellers are not to write.</param>
internal sealed record App([property: JsonPropertyName("appid")] long AppId, string Name, WordFilter WordFilter);
