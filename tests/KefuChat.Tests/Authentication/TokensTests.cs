using KefuChat.Authentication;
using KefuChat.Configuration;
using KefuChat.Protocol;
using KefuChat.Tests.Time;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace KefuChat.Tests.Authentication;

public sealed class TokensTests : IDisposable
{
    private static readonly User User = new(7, 1001);
    private static readonly string OldSecret = new('o', 32);
    private static readonly string NewSecret = new('n', 32);

    private readonly string _data = Directory.CreateTempSubdirectory("kefu-tokens-").FullName;
    private readonly ManualTime _time = new();

    public void Dispose() => Directory.Delete(_data, recursive: true);

    [Fact]
    public async Task A_token_says_who_its_bearer_is_until_it_expires()
    {
        var tokens = Make();
        var token = tokens.Mint(new TokenIdentity(User, false), _time.GetUtcNow().AddSeconds(10));

        Assert.Equal(new TokenIdentity(User, false), await tokens.VerifyAsync(token));
        _time.Advance(TimeSpan.FromSeconds(9.9));
        Assert.NotNull(await tokens.VerifyAsync(token));
        _time.Advance(TimeSpan.FromSeconds(0.1));
        Assert.Null(await tokens.VerifyAsync(token));
    }

    [Fact]
    public async Task Keys_rotate_the_first_signs_and_all_verify()
    {
        var before = Make(("old", OldSecret)).Mint(new TokenIdentity(User, false), _time.GetUtcNow().AddHours(1));
        var rotated = Make(("new", NewSecret), ("old", OldSecret));
        var after = rotated.Mint(new TokenIdentity(User, false), _time.GetUtcNow().AddHours(1));

        Assert.NotNull(await rotated.VerifyAsync(before));
        Assert.NotNull(await rotated.VerifyAsync(after));
        Assert.Null(await Make(("old", OldSecret)).VerifyAsync(after));
        Assert.Null(await Make(("new", NewSecret)).VerifyAsync(before));
    }

    [Fact]
    public async Task A_generated_key_is_kept_across_restarts()
    {
        var token = Make().Mint(new TokenIdentity(User, false), _time.GetUtcNow().AddHours(1));
        Assert.NotNull(await Make().VerifyAsync(token));
    }

    [Fact]
    public async Task A_backend_that_knows_the_secret_can_mint_without_a_key_id()
    {
        var tokens = Make(("old", OldSecret));
        Assert.Equal(new TokenIdentity(User, false), await tokens.VerifyAsync(Sign(OldSecret, Claims())));
    }

    [Theory]
    [InlineData("appid", 0)]
    [InlineData("appid", -7)]
    [InlineData("uid", 0)]
    [InlineData("uid", 9007199254740992)]
    [InlineData("uid", 1.5)]
    [InlineData("uid", null)]
    public async Task A_token_that_names_nobody_is_refused(string claim, object? value)
    {
        var claims = Claims();
        claims[claim] = value!;
        Assert.Null(await Make(("old", OldSecret)).VerifyAsync(Sign(OldSecret, claims)));
    }

    [Theory]
    [InlineData("forbidden", 1)]
    [InlineData("forbidden", "yes")]
    [InlineData("visitor", 1)]
    [InlineData("visitor", "no")]
    public async Task A_token_whose_flag_is_no_truth_value_is_refused_rather_than_trusted(string claim, object value)
    {
        var claims = Claims();
        claims[claim] = value;
        Assert.Null(await Make(("old", OldSecret)).VerifyAsync(Sign(OldSecret, claims)));
    }

    [Fact]
    public async Task The_longest_token_there_is_fits_a_classic_client()
    {
        var tokens = Make((new string('k', 16), NewSecret));
        var identity = new TokenIdentity(new User(User.MaxId, User.MaxId), IsForbidden: true, IsVisitor: true);
        var token = tokens.Mint(identity, _time.GetUtcNow().AddDays(30));
        Assert.InRange(token.Length, 1, AuthToken.MaxTokenBytes);
        Assert.Equal(identity, await tokens.VerifyAsync(token));
    }

    [Fact]
    public async Task A_token_without_an_end_is_refused()
    {
        var claims = Claims();
        claims.Remove("exp");
        Assert.Null(await Make(("old", OldSecret)).VerifyAsync(Sign(OldSecret, claims)));
    }

    [Fact]
    public async Task A_token_of_another_secret_is_refused()
    {
        Assert.Null(await Make(("old", OldSecret)).VerifyAsync(Sign(NewSecret, Claims())));
    }

    [Fact]
    public async Task An_unsigned_token_is_refused()
    {
        var unsigned = new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }
            .CreateToken(new SecurityTokenDescriptor { Claims = Claims() });
        Assert.EndsWith(".", unsigned, StringComparison.Ordinal);
        Assert.Null(await Make(("old", OldSecret)).VerifyAsync(unsigned));
    }

    [Fact]
    public async Task Another_algorithm_of_the_right_secret_is_refused()
    {
        var secret = new string('s', 64);
        var token = Sign(secret, Claims(), SecurityAlgorithms.HmacSha512);
        Assert.Null(await Make(("old", secret)).VerifyAsync(token));
    }

    [Fact]
    public async Task A_token_too_long_for_a_classic_client_is_refused_on_every_framing()
    {
        var claims = Claims();
        claims["padding"] = new string('p', 100);
        var token = Sign(OldSecret, claims);
        Assert.True(token.Length > AuthToken.MaxTokenBytes);
        Assert.Null(await Make(("old", OldSecret)).VerifyAsync(token));
    }

    private static string Sign(string secret, Dictionary<string, object> claims, string algorithm = SecurityAlgorithms.HmacSha256)
    {
        var key = new SymmetricSecurityKey(System.Text.Encoding.UTF8.GetBytes(secret));
        return new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }
            .CreateToken(new SecurityTokenDescriptor { Claims = claims, SigningCredentials = new SigningCredentials(key, algorithm) });
    }

    private Dictionary<string, object> Claims() => new()
    {
        ["appid"] = User.AppId,
        ["uid"] = User.Uid,
        ["exp"] = _time.GetUtcNow().AddHours(1).ToUnixTimeSeconds(),
    };

    private Tokens Make(params (string Id, string Secret)[] keys)
    {
        var options = new KefuOptions { DataDirectory = _data };
        foreach (var (id, secret) in keys)
        {
            options.Tokens.SigningKeys.Add(new SigningKeyOptions { Id = id, Secret = secret });
        }

        var wrapped = Options.Create(options);
        return new Tokens(new SigningKeys(wrapped, new DataDirectory(wrapped)), _time, NullLogger<Tokens>.Instance);
    }
}
