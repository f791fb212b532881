using System.Globalization;

namespace KefuChat.Load.Clients;

/// <summary>Tokens that say who the user is and prove nothing: <c>appid:uid</c>, as the baselines take them.</summary>
internal sealed class UserTokens : ITokenSource
{
    public ValueTask<string> GetAsync(long appId, long uid, CancellationToken cancellation) =>
        ValueTask.FromResult(string.Create(CultureInfo.InvariantCulture, $"{appId}:{uid}"));

    public void Dispose()
    {
        // Nothing is held.
    }
}
