namespace KefuChat.Load.Clients;

/// <summary>Where users get their tokens from. Safe for many threads.</summary>
internal interface ITokenSource : IDisposable
{
    /// <summary>A token for a user.</summary>
    /// <exception cref="LoadException">There is none.</exception>
    ValueTask<string> GetAsync(long appId, long uid, CancellationToken cancellation);
}
