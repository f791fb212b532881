using System.Text.Json.Serialization;

namespace KefuChat.Demo;

/// <summary>A seller whom the console signs in without a token of one's own.</summary>
/// <param name="AppId">The kefu app.</param>
/// <param name="Uid">The seller's uid within it.</param>
/// <param name="Name">The name; null where there is none.</param>
/// <param name="Store">The name of the store.</param>
internal sealed record DemoSeller([property: JsonPropertyName("appid")] long AppId, long Uid, string? Name, string Store);
