using System.Text.Json.Serialization;
using KefuChat.Shops;

namespace KefuChat.Http.CustomerData;

/// <summary>All there is of a customer.</summary>
/// <param name="AppId">The customer's app.</param>
/// <param name="Uid">The customer's uid.</param>
/// <param name="Profile">Name and avatar; null where there is none.</param>
/// <param name="Blocks">Who does not let the customer write.</param>
/// <param name="Files">What was uploaded in the customer's conversations.</param>
/// <param name="Messages">All messages, in the order of the customer's queue.</param>
internal sealed record CustomerExportView(
    [property: JsonPropertyName("appid")] long AppId,
    long Uid,
    CustomerProfile? Profile,
    IReadOnlyList<Block> Blocks,
    IReadOnlyList<ExportedFileView> Files,
    IReadOnlyList<ExportedMessageView> Messages);
