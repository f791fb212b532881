using KefuChat.Storage.Documents;

namespace KefuChat.Storage.Sharding;

/// <summary>A process that is gateway and storage in one uses its store alone: one of several groups stops the start.</summary>
internal sealed class OwnMembershipCheck(IDocumentStore documents, IShardStore copies) : IHostedService
{
    /// <inheritdoc/>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        try
        {
            await ShardMembership.None.CheckAsync(documents, copies);
        }
        catch (StorageUnavailableException)
        {
            // A server starts on a disk that is full as well, and serves once there is room.
        }
    }

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
