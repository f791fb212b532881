using System.Text.Json.Serialization;

namespace KefuChat.Http.Conversations;

/// <summary>Somebody in a conversation.</summary>
/// <param name="AppId">The app.</param>
/// <param name="Uid">The uid within it.</param>
/// <param name="Name">The name to show; null where there is none.</param>
/// <param name="Avatar">The address of a picture; null where there is none.</param>
/// <param name="Online">Whether the person is here now: connected, and, if a seller, available.</param>
/// <param name="IsVisitor">A customer nobody knows; null for sellers.</param>
internal sealed record PersonView(
    [property: JsonPropertyName("appid")] long AppId, long Uid, string? Name, string? Avatar, bool Online, bool? IsVisitor = null);
