using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace KefuChat.Tests.Browser;

/// <summary>
/// What the pages of a test said to their developers: the console, errors nobody caught, violations of a content security
/// policy (Chromium reports them as errors of the console), and the WebSockets they opened.
/// </summary>
internal sealed class PageLog
{
    private readonly ConcurrentQueue<string> _lines = new();
    private readonly ConcurrentQueue<string> _errors = new();
    private readonly ConcurrentQueue<Regex> _expected = new();
    private readonly ConcurrentQueue<string> _requests = new();
    private readonly ConcurrentQueue<(IPage Page, IWebSocket Socket)> _sockets = new();

    /// <summary>All of it, oldest first.</summary>
    public IEnumerable<string> Lines => _lines;

    /// <summary>The addresses that were asked for.</summary>
    public IEnumerable<string> Requests => _requests;

    /// <summary>The errors the test did not announce.</summary>
    public IEnumerable<string> UnexpectedErrors => _errors.Where(error => !_expected.Any(expected => expected.IsMatch(error)));

    /// <summary>Errors that this test provokes.</summary>
    public void Expect(string pattern) => _expected.Enqueue(new Regex(pattern));

    /// <summary>How many WebSockets a page has open.</summary>
    public int SocketsOf(IPage page) => _sockets.Count(opened => opened.Page == page && !opened.Socket.IsClosed);

    /// <summary>Listens to every page of a context.</summary>
    public void Follow(IBrowserContext context, string name)
    {
        context.Console += (_, message) => Write(name, message.Type, message.Text + " @ " + message.Location, isError: message.Type == "error");
        context.WebError += (_, error) => Write(name, "uncaught", error.Error, isError: true);
        context.Request += (_, request) => _requests.Enqueue(request.Url);
        context.RequestFailed += (_, request) => Write(name, "failed", $"{request.Method} {request.Url} {request.Failure}");
        context.Page += (_, page) =>
        {
            Write(name, "page", "opened");
            page.WebSocket += (_, socket) =>
            {
                _sockets.Enqueue((page, socket));
                Write(name, "socket", socket.Url);
            };
            page.Crash += (_, _) => Write(name, "crash", page.Url, isError: true);
        };
    }

    private void Write(string context, string kind, string text, bool isError = false)
    {
        var line = $"{context}: {kind}: {text}";
        _lines.Enqueue(line);
        if (isError)
        {
            _errors.Enqueue(line);
        }
    }
}
