using KefuChat.Storage.Documents;

namespace KefuChat.Storage.Sharding;

/// <summary>A process that is gateway and storage in one uses its store alone: one of several groups stops the start.</summary>
internal sealed class OwnMembershipCheck(IDocumentStore documents, IShardStore copies) : IHostedService
{
    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken) => ShardMembership.None.CheckAsync(documents, copies);

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
