using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using KefuChat.Load.Clients;
using KefuChat.Load.Measurement;
using KefuChat.Load.Options;

namespace KefuChat.Load.Pages;

/// <summary>
/// Fills a server with one seller's messages, then asks the HTTP API for pages of them, one after the other, over one
/// connection that is kept.
/// </summary>
internal sealed class PageRun(LoadOptions options, TextWriter progress)
{
    private const int Requests = 200;

    private static readonly TimeSpan FillPatience = TimeSpan.FromMinutes(5);

    /// <summary>Makes the run.</summary>
    /// <exception cref="LoadException">It could not be made.</exception>
    public async Task<IReadOnlyList<PageResult>> RunAsync(CancellationToken cancellation)
    {
        using var tokens = TokenSource.Create(options);
        progress.WriteLine($"writing {options.PageMessages} messages in {options.PageConversations} conversations to {options.Url}");
        await FillAsync(tokens, cancellation);

        using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false }) { BaseAddress = options.Url };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue(
            "Bearer", await tokens.GetAsync(options.KefuAppId, PageFiller.Uid, cancellation));
        var conversation = $"{PageFiller.StoreId}.{LoadOptions.CustomerAppId}.{PageFiller.FirstCustomer}";
        (string Page, string Path)[] pages =
        [
            ("conversations, the 20 latest", "/api/conversations?limit=20"),
            ("conversations, 20 from the middle", $"/api/conversations?limit=20&before={options.PageMessages - (options.PageConversations / 2)}"),
            ("history, the 50 newest", $"/api/conversations/{conversation}/messages?limit=50"),
            ("history, 50 from the middle", $"/api/conversations/{conversation}/messages?limit=50&before={options.PageMessages / 20}"),
            ("search, 20 of 1 in 100", "/api/messages/search?limit=20&text=refund"),
            ("search, 20 of all", "/api/messages/search?limit=20&text=weather"),
        ];
        var results = new List<PageResult>();
        foreach (var (page, path) in pages)
        {
            progress.WriteLine(path);
            results.Add(new PageResult(page, await MeasureAsync(http, path, cancellation)));
        }

        return results;
    }

    private async Task FillAsync(ITokenSource tokens, CancellationToken cancellation)
    {
        using var filler = new PageFiller(options);
        var server = new IPEndPoint(IPAddress.Parse(options.Url.DnsSafeHost), options.ChatPort);
        await Patience.LimitAsync(
            options.Patience, "connecting the writer", token => filler.ConnectAsync(server, options.Url.Authority, tokens, token), cancellation);
        await filler.FillAsync(FillPatience);
        await filler.CloseAsync(TimeSpan.FromSeconds(2));
    }

    private static async Task<LatencySummary> MeasureAsync(HttpClient http, string path, CancellationToken cancellation)
    {
        // Once for what is made on first use: code, connections, the search's index. All of a page must be there.
        if (await AskAsync(http, path, cancellation) == 0)
        {
            throw new LoadException($"GET {path}: an empty page");
        }

        var histogram = new Histogram();
        for (var i = 0; i < Requests; i++)
        {
            var start = Clock.Now;
            await AskAsync(http, path, cancellation);
            histogram.Record(Clock.Now - start);
        }

        return histogram.Summarize();
    }

    private static async Task<int> AskAsync(HttpClient http, string path, CancellationToken cancellation)
    {
        using var response = await http.GetAsync(path, cancellation);
        var body = await response.Content.ReadAsByteArrayAsync(cancellation);
        return response.IsSuccessStatusCode
            ? JsonSerializer.Deserialize<JsonElement>(body).EnumerateObject().First().Value.GetArrayLength()
            : throw new LoadException($"GET {path} answered {(int)response.StatusCode}");
    }
}
