using System.Net;
using System.Net.Http.Headers;
using KefuChat.Tests.Uploads;
using KefuChat.Uploads;

namespace KefuChat.Tests.Http.Files;

public sealed class FileEndpointsTests : FileTest
{
    [Fact]
    public async Task An_image_is_taken_and_told_with_its_size_and_an_address()
    {
        var time = Server.UseManualTime();
        var file = (await UploadAsync(Samples.Png(), contentType: "image/png")).Expect(HttpStatusCode.Created);

        var id = file["id"].GetString()!;
        Assert.StartsWith("3-7-1001-", id, StringComparison.Ordinal);
        Assert.Equal($"/api/files/{id}", file.Headers.Location?.OriginalString);
        Assert.Equal(("photo.png", "image/png"), (file["name"].GetString(), file["content_type"].GetString()));
        Assert.Equal((Samples.Png().Length, 640, 480), (file["size"].GetInt32(), file["width"].GetInt32(), file["height"].GetInt32()));
        Assert.Equal(time.GetUtcNow().AddSeconds(600), file["expires_at"].GetDateTimeOffset());
        using var download = await DownloadAsync(file["url"].GetString());
        Assert.Equal(Samples.Png(), await download.Content.ReadAsByteArrayAsync());
    }

    [Fact]
    public async Task What_has_no_size_in_pixels_is_told_without()
    {
        var file = (await UploadAsync("%PDF-1.7", "receipt.pdf", "application/pdf")).Expect(HttpStatusCode.Created);
        Assert.Equal("application/pdf", file["content_type"].GetString());
        Assert.False(file.Body.TryGetProperty("width", out _));
    }

    [Fact]
    public async Task Its_details_come_with_a_fresh_address_to_everyone_of_the_conversation()
    {
        var time = Server.UseManualTime();
        var id = (await UploadAsync(Samples.Gif()))["id"].GetString();
        time.Advance(TimeSpan.FromMinutes(5));

        foreach (var caller in new[] { Customer, Seller, FakeAccess.FormerSeller })
        {
            var file = (await GetAsync($"/api/files/{id}", TokenOf(caller))).Expect(HttpStatusCode.OK);
            Assert.Equal((id, "image/gif"), (file["id"].GetString(), file["content_type"].GetString()));
            Assert.Equal(time.GetUtcNow().AddSeconds(600), file["expires_at"].GetDateTimeOffset());
        }
    }

    [Fact]
    public async Task A_seller_s_file_belongs_to_the_conversation_too()
    {
        var id = (await UploadAsync(Samples.Gif(), caller: Seller)).Expect(HttpStatusCode.Created)["id"].GetString();
        (await GetAsync($"/api/files/{id}", TokenOf(Customer))).Expect(HttpStatusCode.OK);
        Assert.Equal([Seller], (await Server.Get<FileStore>().ListAsync(Customer)).Select(file => file.Uploader));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("wrong")]
    public async Task Without_a_token_there_is_nothing(string? bearer)
    {
        var id = (await UploadAsync(Samples.Gif()))["id"].GetString();
        (await PostAsync($"/api/conversations/{Conversation}/files", bearer, "{}")).Expect(HttpStatusCode.Unauthorized);
        (await GetAsync($"/api/files/{id}", bearer)).Expect(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task The_admin_key_is_no_user_s_token() =>
        (await PostAsync($"/api/conversations/{Conversation}/files", Admin, "{}")).Expect(HttpStatusCode.Forbidden);

    [Fact]
    public async Task An_address_that_uploads_too_much_is_told_to_wait()
    {
        Server.Set("Kefu:Limits:UploadsPerMinute", 1);
        (await UploadAsync(Samples.Gif())).Expect(HttpStatusCode.Created);
        var refused = (await UploadAsync(Samples.Gif())).Expect(HttpStatusCode.TooManyRequests);
        Assert.NotNull(refused.Headers.RetryAfter);
        Assert.Equal("Too many such calls have come from this address within a minute.", refused.Detail);
    }

    [Fact]
    public async Task A_token_that_may_not_write_may_not_upload()
    {
        var token = Server.Token(Customer, isForbidden: true);
        var id = (await UploadAsync(Samples.Gif()))["id"].GetString();
        (await PostAsync($"/api/conversations/{Conversation}/files", token, "{}")).Expect(HttpStatusCode.Forbidden);
        (await GetAsync($"/api/files/{id}", token)).Expect(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Another_s_conversation_is_not_there()
    {
        var id = (await UploadAsync(Samples.Gif()))["id"].GetString();
        (await UploadAsync(Samples.Gif(), caller: FakeAccess.OtherCustomer)).Expect(HttpStatusCode.NotFound);
        (await UploadAsync(Samples.Gif(), conversation: "3.7.1002")).Expect(HttpStatusCode.NotFound);
        (await GetAsync($"/api/files/{id}", TokenOf(FakeAccess.OtherCustomer))).Expect(HttpStatusCode.NotFound);
        Assert.Equal(2, Left.Length);
    }

    [Fact]
    public async Task Who_only_reads_a_conversation_is_told_so() =>
        Assert.Contains("not write", (await UploadAsync(Samples.Gif(), caller: FakeAccess.FormerSeller)).Expect(HttpStatusCode.Forbidden).Detail, StringComparison.Ordinal);

    [Fact]
    public async Task A_file_given_to_another_is_that_one_s_and_old_addresses_hold()
    {
        var file = await UploadAsync(Samples.Gif());
        await Server.Get<FileStore>().MergeAsync(Customer, FakeAccess.OtherCustomer);

        // To the fake, the other's conversation is nobody's.
        (await GetAsync($"/api/files/{file["id"].GetString()}", TokenOf(Customer))).Expect(HttpStatusCode.NotFound);
        using var download = await DownloadAsync(file["url"].GetString());
        Assert.Equal(Samples.Gif(), await download.Content.ReadAsByteArrayAsync());
    }

    [Theory]
    [InlineData("none")]
    [InlineData("3.7")]
    [InlineData("03.7.1001")]
    [InlineData("..%2F..%2F3.7.1001")]
    public async Task What_is_no_conversation_is_not_there(string conversation) =>
        (await UploadAsync(Samples.Gif(), conversation: conversation)).Expect(HttpStatusCode.NotFound);

    [Theory]
    [InlineData("none")]
    [InlineData("3-7-1001-0123456789abcdef0123456789abcdef")]
    [InlineData("3-7-1001-..%2F..%2F..%2F..%2Fadmin.key")]
    [InlineData("..%2F..%2Fadmin.key")]
    [InlineData("..%5C..%5Cadmin.key")]
    public async Task What_is_no_file_is_not_there(string id) =>
        (await GetAsync($"/api/files/{id}", TokenOf(Customer))).Expect(HttpStatusCode.NotFound);

    [Fact]
    public async Task A_name_leads_nowhere()
    {
        var file = (await UploadAsync(Samples.Gif(), "../../../admin.key")).Expect(HttpStatusCode.Created);
        Assert.Equal("admin.key", file["name"].GetString());
        Assert.Equal([".json", ""], Left.Select(Path.GetExtension).OrderDescending(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_is_over_the_limit_is_refused_with_the_limit(bool isLengthUnknown)
    {
        using var known = new ByteArrayContent(new byte[MaxBytes + 1]);
        using var unknown = new StreamContent(new BreakingStream(MaxBytes + 1, () => { }, breaks: false));
        var answer = (await UploadAsync(isLengthUnknown ? unknown : known)).Expect(HttpStatusCode.RequestEntityTooLarge);
        Assert.Contains("100000", answer.Detail, StringComparison.Ordinal);
        Assert.Empty(Left);
    }

    [Fact]
    public async Task What_just_fits_is_taken() =>
        (await UploadAsync(new byte[MaxBytes], "zeros.bin")).Expect(HttpStatusCode.Created);

    [Fact]
    public async Task An_empty_body_is_named() => (await UploadAsync([])).ExpectBad("body");

    [Fact]
    public async Task Bytes_that_are_not_the_image_they_are_sent_as_are_refused_with_both_types()
    {
        var answer = (await UploadAsync(Samples.Html, "photo.png", "image/png")).Expect(HttpStatusCode.UnsupportedMediaType);
        Assert.Contains("image/png", answer.Detail, StringComparison.Ordinal);
        Assert.Contains("text/plain", answer.Detail, StringComparison.Ordinal);
        (await UploadAsync(Samples.Svg, "photo.svg", "image/svg+xml")).Expect(HttpStatusCode.UnsupportedMediaType);
        (await UploadAsync(Samples.Gif(), "photo.png", "image/png")).Expect(HttpStatusCode.UnsupportedMediaType);
        Assert.Empty(Left);
    }

    [Theory]
    [InlineData("application/json")]
    [InlineData("application/x-www-form-urlencoded")]
    [InlineData("multipart/form-data; boundary=x")]
    [InlineData("text/html")]
    public async Task Other_types_are_not_asked_for(string contentType) =>
        (await UploadAsync(Samples.Gif(), contentType: contentType)).Expect(HttpStatusCode.Created);

    [Fact]
    public async Task Leftovers_of_a_server_that_died_are_removed_at_the_next_start()
    {
        var directory = Directory.CreateDirectory(Path.Combine(Server.DataDirectory, "uploads", "3", "7-1001")).FullName;
        var path = Path.Combine(directory, "0123456789abcdef0123456789abcdef.part");
        await File.WriteAllTextAsync(path, "half");
        File.SetLastWriteTimeUtc(path, DateTime.UtcNow.AddHours(-2));

        Server.Start();
        await WaitUntilAsync(() => Left.Length == 0);
    }

    [Fact]
    public async Task Without_a_place_to_write_it_is_unavailable_for_now()
    {
        await File.WriteAllTextAsync(Path.Combine(Server.DataDirectory, "uploads"), "in the way");
        var answer = (await UploadAsync(Samples.Gif())).Expect(HttpStatusCode.ServiceUnavailable);
        Assert.Equal(new RetryConditionHeaderValue(TimeSpan.FromSeconds(2)), answer.Headers.RetryAfter);
    }
}
