using System.Net;
using System.Text;
using KefuChat.Tests.Uploads;
using KefuChat.Uploads;

namespace KefuChat.Tests.Http.Files;

public sealed class FileContentEndpointTests : FileTest
{
    [Fact]
    public async Task An_image_is_shown_in_a_page_and_nothing_in_it_runs()
    {
        using var download = await DownloadAsync(await UrlAsync(Samples.Png()));

        Assert.Equal(HttpStatusCode.OK, download.StatusCode);
        Assert.Equal("image/png", download.Content.Headers.ContentType?.ToString());
        Assert.Equal("inline", download.Content.Headers.ContentDisposition?.DispositionType);
        Assert.Equal("nosniff", Header(download, "X-Content-Type-Options"));
        Assert.Equal("default-src 'none'; sandbox", Header(download, "Content-Security-Policy"));
        Assert.Equal("cross-origin", Header(download, "Cross-Origin-Resource-Policy"));
        Assert.Equal("no-referrer", Header(download, "Referrer-Policy"));
        Assert.Equal("bytes", Header(download, "Accept-Ranges"));
    }

    [Theory]
    [InlineData(Samples.Html, "page.html")]
    [InlineData(Samples.Svg, "photo.svg")]
    public async Task What_could_hold_scripts_is_saved_not_shown(string text, string name)
    {
        using var download = await DownloadAsync(await UrlAsync(Encoding.UTF8.GetBytes(text), name));
        Assert.Equal("attachment", download.Content.Headers.ContentDisposition?.DispositionType);
        Assert.Equal("text/plain; charset=utf-8", download.Content.Headers.ContentType?.ToString());
        Assert.Equal("nosniff", Header(download, "X-Content-Type-Options"));
        Assert.Equal("default-src 'none'; sandbox", Header(download, "Content-Security-Policy"));
    }

    [Fact]
    public async Task Its_name_may_be_of_any_writing()
    {
        using var download = await DownloadAsync(await UrlAsync([0, 1], "收据\"; x=\"🙂.bin"));
        var disposition = download.Content.Headers.ContentDisposition!;
        Assert.Equal("收据\"; x=\"🙂.bin", disposition.FileNameStar);
        Assert.Equal(2, disposition.Parameters.Count);
        Assert.True(disposition.ToString().All(char.IsAscii));
    }

    [Fact]
    public async Task It_may_be_kept_as_long_as_its_address_is_good()
    {
        var time = Server.UseManualTime();
        var url = await UrlAsync(Samples.Png());
        time.Advance(TimeSpan.FromSeconds(100));
        using var download = await DownloadAsync(url);
        Assert.Equal((TimeSpan.FromSeconds(500), true), (download.Headers.CacheControl?.MaxAge, download.Headers.CacheControl?.Private));
        Assert.Contains("immutable", download.Headers.CacheControl?.ToString(), StringComparison.Ordinal);

        using var again = await DownloadAsync(url, headers: ("If-None-Match", download.Headers.ETag!.ToString()));
        Assert.Equal(HttpStatusCode.NotModified, again.StatusCode);
    }

    [Fact]
    public async Task A_part_of_it_can_be_asked_for()
    {
        var url = await UrlAsync(Encoding.UTF8.GetBytes("0123456789"), "digits.txt");
        using var part = await DownloadAsync(url, headers: ("Range", "bytes=3-5"));
        Assert.Equal(HttpStatusCode.PartialContent, part.StatusCode);
        Assert.Equal("345", await part.Content.ReadAsStringAsync());
        Assert.Equal("bytes 3-5/10", part.Content.Headers.ContentRange?.ToString());
        Assert.Equal("nosniff", Header(part, "X-Content-Type-Options"));

        using var beyond = await DownloadAsync(url, headers: ("Range", "bytes=10-"));
        Assert.Equal(HttpStatusCode.RequestedRangeNotSatisfiable, beyond.StatusCode);
    }

    [Fact]
    public async Task Its_headers_can_be_asked_for_alone()
    {
        using var head = await DownloadAsync(await UrlAsync(Samples.Png()), HttpMethod.Head);
        Assert.Equal((HttpStatusCode.OK, Samples.Png().Length), (head.StatusCode, head.Content.Headers.ContentLength));
        Assert.Empty(await head.Content.ReadAsByteArrayAsync());
    }

    [Fact]
    public async Task An_address_is_good_for_a_while_only()
    {
        var time = Server.UseManualTime();
        var url = await UrlAsync(Samples.Png());
        time.Advance(TimeSpan.FromSeconds(599));
        using var before = await DownloadAsync(url);
        Assert.Equal(HttpStatusCode.OK, before.StatusCode);
        time.Advance(TimeSpan.FromSeconds(1));
        var after = await GetAsync(url, bearer: null);
        Assert.Contains("expired", after.Expect(HttpStatusCode.Forbidden).Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_forged_address_is_refused()
    {
        var url = await UrlAsync(Samples.Png());
        var other = (await UploadAsync(Samples.Gif()))["id"].GetString()!;
        var id = new Uri(new Uri("http://localhost"), url).Segments[^1];
        foreach (var forged in new[]
        {
            url.Replace(id, other, StringComparison.Ordinal),
            url.Replace("expires=1", "expires=2", StringComparison.Ordinal),
            url[..url.IndexOf("signature=", StringComparison.Ordinal)],
            url[..url.IndexOf('?', StringComparison.Ordinal)],
            url + "A",
            $"/files/..%2F..%2Fadmin.key{url[url.IndexOf('?', StringComparison.Ordinal)..]}",
        })
        {
            (await GetAsync(forged, TokenOf(Customer))).Expect(HttpStatusCode.Forbidden);
        }

        (await GetAsync($"/files/{id}?expires=never&signature=x", bearer: null)).ExpectBad("expires");
    }

    [Fact]
    public async Task A_file_that_was_erased_is_gone()
    {
        var url = await UrlAsync(Samples.Png());
        Assert.Equal(1, await Server.Get<FileStore>().EraseAsync(Customer));
        (await GetAsync(url, bearer: null)).Expect(HttpStatusCode.NotFound);
    }

    private async Task<string> UrlAsync(byte[] bytes, string name = "photo.png") =>
        (await UploadAsync(bytes, name)).Expect(HttpStatusCode.Created)["url"].GetString()!;

    private static string Header(HttpResponseMessage response, string name) =>
        string.Join(", ", response.Headers.TryGetValues(name, out var values) ? values : []);
}
