using System.Diagnostics;
using KefuChat.Protocol;
using KefuChat.Telemetry;
using MessagePack;

namespace KefuChat.Storage.Sqlite;

/// <summary>A message waiting to be stored.</summary>
/// <param name="request">The message and its queues.</param>
internal sealed class SqliteSave(SaveRequest request) : SqliteLoggedWrite
{
    // Continuations run in place, so that what follows a commit happens in the order of the queues.
    private readonly TaskCompletionSource<SaveResult> _completion = new();
    private readonly Activity? _trace = KefuActivity.StartStore(request.Trace);
    private SaveResult _result;

    /// <summary>The answer.</summary>
    public Task<SaveResult> Task => _completion.Task;

    /// <inheritdoc/>
    public override (User First, User Second) Users => (request.Sender, request.Receiver);

    /// <inheritdoc/>
    public override void Execute(SqliteWriteSession session) => _result = session.Save(request);

    /// <inheritdoc/>
    public override void WriteTo(ref MessagePackWriter log) => CommitLogRecords.WriteSave(ref log, request, _result);

    /// <inheritdoc/>
    public override void Complete() => Answer(_result);

    /// <inheritdoc/>
    public override void Refuse(StorageUnavailableException cause) => Answer(SaveResult.Unavailable);

    private void Answer(SaveResult result)
    {
        KefuActivity.EndSave(_trace, result.Status.Name(), result.Status == SaveStatus.Unavailable);
        _completion.SetResult(result);
    }
}
