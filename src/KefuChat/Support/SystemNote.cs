using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace KefuChat.Support;

/// <summary>Something the server has to say in a conversation.</summary>
/// <param name="Content">What the message holds.</param>
/// <param name="Occasion">When what it tells of happened, Unix milliseconds, or another number that tells two such notes apart.</param>
internal sealed record SystemNote(SystemNoteContent Content, long Occasion)
{
    /// <summary>How the content is written.</summary>
    public static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Who answers from now on; nobody handed over.</summary>
    public static SystemNote Assigned(SystemNotePerson seller, long occasion) => new(new("assigned", Seller: seller), occasion);

    /// <summary>One seller has handed the conversation to another.</summary>
    public static SystemNote Transferred(SystemNotePerson from, SystemNotePerson seller, long occasion) =>
        new(new("transferred", Seller: seller, From: from), occasion);

    /// <summary>The seller has closed the conversation.</summary>
    public static SystemNote Closed(SystemNotePerson seller, long occasion) => new(new("closed", Seller: seller), occasion);

    /// <summary>The seller has opened it again.</summary>
    public static SystemNote Reopened(SystemNotePerson seller, long occasion) => new(new("reopened", Seller: seller), occasion);

    /// <summary>Something was written, by or to a seller who does not have the conversation.</summary>
    public static SystemNote Written(SystemNotePerson seller, long occasion) => new(new("written", Seller: seller), occasion);

    /// <summary>A visitor turned out to be this customer.</summary>
    public static SystemNote Merged(SystemNotePerson visitor, long occasion) => new(new("merged", Visitor: visitor), occasion);
}
