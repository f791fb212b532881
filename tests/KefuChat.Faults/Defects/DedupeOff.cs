using KefuChat.Storage;

namespace KefuChat.Faults.Defects;

/// <summary>A store that knows no message again: what is sent twice is stored twice.</summary>
internal sealed class DedupeOff(IMessageStore store) : DefectiveStore(store)
{
    /// <inheritdoc/>
    public override Task<SaveResult> SaveAsync(SaveRequest request) =>
        Store.SaveAsync(request with { Message = request.Message with { Uuid = "" }, DedupeId = "" });
}
