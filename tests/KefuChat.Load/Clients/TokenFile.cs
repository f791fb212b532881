using System.Globalization;

namespace KefuChat.Load.Clients;

/// <summary>Tokens made by whatever the server has for it, one line each: <c>appid uid token</c>.</summary>
internal sealed class TokenFile(string path) : ITokenSource
{
    private readonly Dictionary<(long AppId, long Uid), string> _tokens = Read(path);

    public ValueTask<string> GetAsync(long appId, long uid, CancellationToken cancellation) =>
        _tokens.TryGetValue((appId, uid), out var token)
            ? ValueTask.FromResult(token)
            : throw new LoadException($"--tokens {path}: has no token for user {uid} of app {appId}");

    public void Dispose()
    {
        // Nothing is held.
    }

    private static Dictionary<(long AppId, long Uid), string> Read(string path)
    {
        var tokens = new Dictionary<(long, long), string>();
        var number = 0;
        foreach (var line in File.ReadLines(path))
        {
            number++;
            if (line.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) is not { Length: > 0 } fields)
            {
                continue;
            }

            tokens[fields is [var app, var user, _] && TryParse(app, out var appId) && TryParse(user, out var uid)
                ? (appId, uid)
                : throw new LoadException($"--tokens {path}: line {number} is not: appid uid token")] = fields[2];
        }

        return tokens;
    }

    private static bool TryParse(string text, out long number) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);
}
