using KefuChat.Load.Options;

namespace KefuChat.Load.Clients;

/// <summary>Makes the token source that the command line chose.</summary>
internal static class TokenSource
{
    /// <exception cref="LoadException">There is none to be had.</exception>
    public static ITokenSource Create(LoadOptions options) => options switch
    {
        { UserTokens: true } => new UserTokens(),
        { TokensFile: { } path } => new TokenFile(path),
        _ => new TokenMint(options),
    };
}
