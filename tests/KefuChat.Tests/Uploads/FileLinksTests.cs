using System.Web;
using KefuChat.Authentication;
using KefuChat.Configuration;
using KefuChat.Protocol;
using KefuChat.Tests.Storage;
using KefuChat.Tests.Time;
using KefuChat.Uploads;
using Microsoft.Extensions.Options;

namespace KefuChat.Tests.Uploads;

public sealed class FileLinksTests : IDisposable
{
    private static readonly FileId Id = FileId.New(new ConversationId(3, new User(7, 1001)));
    private static readonly string OldSecret = new('o', 32);
    private static readonly string NewSecret = new('n', 32);

    private readonly TemporaryDirectory _data = new();
    private readonly ManualTime _time = new();

    public void Dispose() => _data.Dispose();

    [Fact]
    public void It_is_good_until_its_time_is_over()
    {
        var links = Make();
        var link = links.Sign(Id);

        Assert.StartsWith($"/files/{Id}?expires=", link.Url, StringComparison.Ordinal);
        Assert.Equal(_time.GetUtcNow().AddSeconds(600), link.ExpiresAt);
        Assert.Equal(TimeSpan.FromSeconds(600), TimeLeft(links, link));
        _time.Advance(TimeSpan.FromSeconds(599));
        Assert.Equal(TimeSpan.FromSeconds(1), TimeLeft(links, link));
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(TimeSpan.Zero, TimeLeft(links, link));
    }

    [Fact]
    public void All_who_share_a_signing_key_agree_on_it_and_keys_rotate()
    {
        var before = Make(OldSecret).Sign(Id);
        var rotated = Make(NewSecret, OldSecret);
        var after = rotated.Sign(Id);

        Assert.NotNull(TimeLeft(rotated, before));
        Assert.NotNull(TimeLeft(Make(NewSecret), after));
        Assert.Null(TimeLeft(Make(OldSecret), after));
        Assert.Null(TimeLeft(Make(NewSecret), before));
    }

    [Fact]
    public void A_changed_one_is_forged()
    {
        var links = Make();
        var (id, expires, signature) = Parts(links.Sign(Id));

        Assert.NotNull(links.TimeLeft(id, expires, signature));
        Assert.Null(links.TimeLeft(id, expires + 1, signature));
        Assert.Null(links.TimeLeft(FileId.New(Id.Conversation).ToString(), expires, signature));
        Assert.Null(links.TimeLeft(id, expires, (signature[0] == 'A' ? 'B' : 'A') + signature[1..]));
        Assert.Null(links.TimeLeft(id, expires, signature[..^2]));
        Assert.Null(links.TimeLeft(id, expires, signature + signature));
        Assert.Null(links.TimeLeft(id, expires, "not base64url!"));
        Assert.Null(links.TimeLeft(id, expires, ""));
    }

    private FileLinks Make(params string[] secrets)
    {
        var options = new KefuOptions { DataDirectory = _data.Path, Uploads = new UploadOptions { LinkSeconds = 600 } };
        foreach (var secret in secrets)
        {
            options.Tokens.SigningKeys.Add(new SigningKeyOptions { Id = secret[..1], Secret = secret });
        }

        var wrapped = Options.Create(options);
        return new FileLinks(new SigningKeys(wrapped, new DataDirectory(wrapped)), wrapped, _time);
    }

    private static TimeSpan? TimeLeft(FileLinks links, FileLink link)
    {
        var (id, expires, signature) = Parts(link);
        return links.TimeLeft(id, expires, signature);
    }

    private static (string Id, long Expires, string Signature) Parts(FileLink link)
    {
        var url = new Uri(new Uri("http://localhost"), link.Url);
        var query = HttpUtility.ParseQueryString(url.Query);
        return (url.Segments[^1], long.Parse(query["expires"]!), query["signature"]!);
    }
}
