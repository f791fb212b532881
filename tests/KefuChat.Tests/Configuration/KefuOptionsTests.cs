using KefuChat.Configuration;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace KefuChat.Tests.Configuration;

public sealed class KefuOptionsTests
{
    [Fact]
    public void The_settings_shipped_are_the_defaults()
    {
        var shipped = Bind(new ConfigurationBuilder().AddJsonFile(Path.Combine(AppContext.BaseDirectory, "appsettings.json")).Build());
        Assert.Equivalent(new KefuOptions(), shipped, strict: true);
    }

    [Fact]
    public void The_defaults_are_those_documented()
    {
        var options = Bind(new Dictionary<string, string?>());
        var limits = options.Limits;
        Assert.Equal((1L, "gateway,ims,imr", "data", "", "Sqlite"), (options.AppId, options.Roles, options.DataDirectory, options.Classic.Tcp, options.Storage.Provider));
        Assert.Equal((32768, 100, 2000, 10, 360, 1000, 0), (limits.FrameBytes, limits.MessagesPerSecond, limits.MessageBurst, limits.AuthenticationSeconds, limits.IdleSeconds, limits.SendQueueFrames, limits.ConnectionsPerAddress));
        Assert.Equal((20L * 1024 * 1024, 86400), (options.Uploads.MaxBytes, options.Uploads.LinkSeconds));
        Assert.Empty(options.AllowedOrigins);
        Assert.Empty(options.Tokens.SigningKeys);
    }

    [Theory]
    [InlineData("Kefu:AppId", "0", "Kefu:AppId is 0; it may be 1 to 9007199254740991.")]
    [InlineData("Kefu:Limits:FrameBytes", "12", "Kefu:Limits:FrameBytes is 12; it may be 1024 to 1048576.")]
    [InlineData("Kefu:Limits:MessagesPerSecond", "-1", "Kefu:Limits:MessagesPerSecond is -1; it may be 0 to 1000000.")]
    [InlineData("Kefu:Limits:MessageBurst", "0", "Kefu:Limits:MessageBurst is 0; it may be 1 to 1000000.")]
    [InlineData("Kefu:Limits:AuthenticationSeconds", "0", "Kefu:Limits:AuthenticationSeconds is 0; it may be 1 to 3600.")]
    [InlineData("Kefu:Limits:IdleSeconds", "0", "Kefu:Limits:IdleSeconds is 0; it may be 1 to 86400.")]
    [InlineData("Kefu:Limits:SendQueueFrames", "1", "Kefu:Limits:SendQueueFrames is 1; it may be 16 to 1000000.")]
    [InlineData("Kefu:Limits:ConnectionsPerAddress", "-1", "Kefu:Limits:ConnectionsPerAddress is -1; it may be 0 to 1000000.")]
    [InlineData("Kefu:Uploads:MaxBytes", "1000", "Kefu:Uploads:MaxBytes is 1000; it may be 1024 to 1073741824.")]
    [InlineData("Kefu:Uploads:LinkSeconds", "59", "Kefu:Uploads:LinkSeconds is 59; it may be 60 to 604800.")]
    [InlineData("Kefu:Uploads:LinkSeconds", "604801", "Kefu:Uploads:LinkSeconds is 604801")]
    [InlineData("Kefu:Limits:IdleSeconds", "soon", "'Kefu:Limits:IdleSeconds'")]
    [InlineData("Kefu:Roles", "gateway,cook", "Kefu:Roles is 'gateway,cook'; it is one or more of gateway,ims,imr, separated by commas.")]
    [InlineData("Kefu:DataDirectory", "", "Kefu:DataDirectory is empty")]
    [InlineData("Kefu:AdminKey", "short", "Kefu:AdminKey has fewer than 16 characters")]
    [InlineData("Kefu:Classic:Tcp", "nowhere", "Kefu:Classic:Tcp is 'nowhere'; it is an address and a port")]
    [InlineData("Kefu:Storage:Provider", "Oracle", "Kefu:Storage:Provider is 'Oracle'; it may be Sqlite or Postgres.")]
    [InlineData("Kefu:Storage:Provider", "Postgres", "Kefu:Storage:Provider is Postgres, and ConnectionStrings:Kefu is empty; it says how to reach it, as in Host=10.0.0.7;Database=kefu;Username=kefu;Password=…")]
    [InlineData("Kefu:Storage:RetentionDays", "6", "Kefu:Storage:RetentionDays is 6; it may be 7 to 36500, or 0 for ever.")]
    [InlineData("Kefu:Storage:RetentionDays", "30", "Kefu:Storage:RetentionDays is 30, which only Postgres can; with Sqlite each store says what it keeps.")]
    [InlineData("Kefu:AllowedOrigins:0", "shop.example", "Kefu:AllowedOrigins:0 is 'shop.example'; it is an origin as in https://shop.example")]
    [InlineData("Kefu:AllowedOrigins:0", "https://shop.example/page", "Kefu:AllowedOrigins:0")]
    [InlineData("Kefu:Tokens:SigningKeys:0:Id", "", "Kefu:Tokens:SigningKeys:0:Id is ''; it has 1 to 16 characters.")]
    [InlineData("Kefu:Tokens:SigningKeys:0:Id", "钥匙", "Kefu:Tokens:SigningKeys:0:Id is '钥匙'; it has letters, digits, '-', '_' and '.' only.")]
    [InlineData("Kefu:Limits:VisitorsPerMinute", "-1", "Kefu:Limits:VisitorsPerMinute is -1; it may be 0 to 1000000.")]
    [InlineData("Kefu:Limits:UploadsPerMinute", "1000001", "Kefu:Limits:UploadsPerMinute is 1000001; it may be 0 to 1000000.")]
    [InlineData("Kefu:Tokens:SigningKeys:0:Secret", "short", "Kefu:Tokens:SigningKeys:0:Secret has fewer than 32 bytes.")]
    [InlineData("Kefu:Classic:Tcp", "127.0.0.1", "Kefu:Classic:Tcp is '127.0.0.1'; it is an address and a port")]
    [InlineData("Kefu:Classic:Tcp", "23000", "Kefu:Classic:Tcp is '23000'; it is an address and a port")]
    [InlineData("Kefu:AllowedOrigins", "https://shop.example", "Kefu:AllowedOrigins is 'https://shop.example'; it is a list: its first entry is Kefu:AllowedOrigins:0.")]
    [InlineData("Kefu:Tokens:SigningKeys", "abc", "Kefu:Tokens:SigningKeys is 'abc'; it is a list")]
    [InlineData("Kefu:Limits", "5", "Kefu:Limits is '5'; it is a section, which has FrameBytes,")]
    [InlineData("Kefu:Color", "red", "Kefu:Color is not a setting; Kefu has AppId,")]
    [InlineData("Kefu:Limits:FrameByte", "1", "Kefu:Limits:FrameByte is not a setting; Kefu:Limits has FrameBytes,")]
    [InlineData("Kefu:Tokens:SigningKeys:0:Key", "k", "Kefu:Tokens:SigningKeys:0:Key is not a setting")]
    public void What_is_wrong_is_named_with_what_it_may_be(string setting, string value, string said)
    {
        var refusal = Assert.Throws<OptionsValidationException>(() => Bind(new Dictionary<string, string?> { [setting] = value }));
        Assert.Contains(refusal.Failures, failure => failure.Contains(said, StringComparison.Ordinal));
        Assert.DoesNotContain(refusal.Failures, failure => setting.EndsWith("Secret", StringComparison.Ordinal) && failure.Contains(value, StringComparison.Ordinal));
    }

    [Fact]
    public void Everything_that_is_wrong_is_said_at_once()
    {
        var refusal = Assert.Throws<OptionsValidationException>(() => Bind(new Dictionary<string, string?> { ["Kefu:AppId"] = "0", ["Kefu:Roles"] = "none" }));
        Assert.Equal(2, refusal.Failures.Count());
    }

    [Fact]
    public void Two_keys_of_one_id_are_refused()
    {
        var secret = new string('s', 32);
        var refusal = Assert.Throws<OptionsValidationException>(() => Bind(new Dictionary<string, string?>
        {
            ["Kefu:Tokens:SigningKeys:0:Id"] = "a",
            ["Kefu:Tokens:SigningKeys:0:Secret"] = secret,
            ["Kefu:Tokens:SigningKeys:1:Id"] = "a",
            ["Kefu:Tokens:SigningKeys:1:Secret"] = secret,
        }));
        Assert.Contains("two keys of one id", Assert.Single(refusal.Failures), StringComparison.Ordinal);
    }

    internal static KefuOptions Bind(Dictionary<string, string?> settings) =>
        Bind(new ConfigurationBuilder().AddInMemoryCollection(settings).Build());

    private static KefuOptions Bind(IConfiguration configuration)
    {
        using var services = new ServiceCollection().AddSingleton(configuration).AddKefuOptions().BuildServiceProvider();
        return services.GetRequiredService<IOptions<KefuOptions>>().Value;
    }
}
