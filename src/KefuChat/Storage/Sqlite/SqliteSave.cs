using KefuChat.Protocol;
using MessagePack;

namespace KefuChat.Storage.Sqlite;

/// <summary>A message waiting to be stored.</summary>
/// <param name="request">The message and its queues.</param>
internal sealed class SqliteSave(SaveRequest request) : SqliteLoggedWrite
{
    private readonly SaveCompletion _completion = new(request);
    private SaveResult _result;

    /// <summary>The answer.</summary>
    public Task<SaveResult> Task => _completion.Task;

    /// <inheritdoc/>
    public override (User First, User Second) Users => (request.Sender, request.Receiver);

    /// <inheritdoc/>
    public override bool IsRead => request.IsCheck;

    /// <inheritdoc/>
    public override void Execute(SqliteWriteSession session) => _result = request.IsCheck ? session.Check(request) : session.Save(request);

    /// <inheritdoc/>
    public override void WriteTo(ref MessagePackWriter log) => CommitLogRecords.WriteSave(ref log, request, _result);

    /// <inheritdoc/>
    public override void Complete() => _completion.Answer(_result);

    /// <inheritdoc/>
    public override void Refuse(StorageUnavailableException cause) => _completion.Answer(SaveResult.Unavailable);
}
