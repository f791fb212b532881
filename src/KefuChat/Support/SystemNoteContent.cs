using System.Text.Json.Serialization;

namespace KefuChat.Support;

/// <summary>The content of a note, as <c>protos/content.md</c> describes it for client writers.</summary>
/// <param name="Event">assigned, transferred, closed, reopened, written or merged.</param>
/// <param name="Seller">Who answers, or did; of what was written, in whose name.</param>
/// <param name="From">Who handed over.</param>
/// <param name="Visitor">Who the customer was before.</param>
internal sealed record SystemNoteContent(
    string Event, SystemNotePerson? Seller = null, SystemNotePerson? From = null, SystemNotePerson? Visitor = null)
{
    /// <summary>Tells it from what people write.</summary>
    [JsonPropertyOrder(-1)]
    public string Type { get; } = "system";
}
