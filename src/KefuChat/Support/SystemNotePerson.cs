using System.Text.Json.Serialization;

namespace KefuChat.Support;

/// <summary>Somebody a note speaks of.</summary>
/// <param name="Uid">The uid, in the app that follows from what the person is.</param>
/// <param name="Name">The name to show; null where there is none.</param>
internal sealed record SystemNotePerson([property: JsonPropertyName("uid")] long Uid, string? Name);
