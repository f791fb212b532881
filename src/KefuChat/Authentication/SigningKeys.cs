using System.Text;
using KefuChat.Configuration;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Tokens;

namespace KefuChat.Authentication;

/// <summary>What the server signs with: <c>Kefu:Tokens:SigningKeys</c>, or a key that is generated and kept in the data directory.</summary>
internal sealed class SigningKeys(IOptions<KefuOptions> options, DataDirectory data)
{
    /// <summary>At least one: the first signs, all verify.</summary>
    public IReadOnlyList<SymmetricSecurityKey> All { get; } =
    [
        .. options.Value.Tokens.SigningKeys
            .DefaultIfEmpty(new SigningKeyOptions { Id = "generated", Secret = "" })
            .Select(key => new SymmetricSecurityKey(Encoding.UTF8.GetBytes(key.Secret is "" ? data.ReadOrCreateSecret("signing.key") : key.Secret)) { KeyId = key.Id }),
    ];
}
