using KefuChat.Protocol;

namespace KefuChat.Storage.Postgres;

/// <summary>A message waiting to be stored.</summary>
/// <param name="request">The message and its queues.</param>
internal sealed class PostgresSave(SaveRequest request) : PostgresWrite
{
    private readonly SaveCompletion _completion = new(request);

    /// <summary>The message and its queues.</summary>
    public SaveRequest Request => request;

    /// <summary>The answer.</summary>
    public Task<SaveResult> Task => _completion.Task;

    /// <summary>What it comes to when its transaction is committed.</summary>
    public SaveResult Result { get; set; }

    /// <inheritdoc/>
    public override (User First, User Second) Users => (request.Sender, request.Receiver);

    /// <inheritdoc/>
    public override int Bytes => request.Message.Content.Length;

    /// <inheritdoc/>
    public override void Complete() => _completion.Answer(Result);

    /// <inheritdoc/>
    public override void Refuse(StorageUnavailableException cause) => _completion.Answer(SaveResult.Unavailable);
}
