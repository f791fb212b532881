using KefuChat.Clients;
using KefuChat.Connections;
using KefuChat.Protocol;
using KefuChat.Tests.EndToEnd;
using KefuChat.Tests.Storage;
using KefuChat.Tests.Time;

namespace KefuChat.Tests.Clients;

/// <summary>Which users storage is asked about, and when again.</summary>
public sealed class CatchUpTests : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly FailingStore _store = new();
    private readonly ConnectionRegistry _registry = new(new UnreachableRouter());
    private readonly ManualTime _time = new();
    private readonly CollectingLogger<CatchUp> _logger = new();
    private readonly CatchUp _catchUp;

    public CatchUpTests() => _catchUp = new CatchUp(_registry, _store, _time, _logger);

    public async ValueTask InitializeAsync() => await _catchUp.StartAsync(CancellationToken.None);

    public async ValueTask DisposeAsync()
    {
        await _catchUp.StopAsync(CancellationToken.None).WaitAsync(Patience);
        _catchUp.Dispose();
    }

    [Fact]
    public async Task Storage_is_asked_about_exactly_the_users_named_a_thousand_at_a_time()
    {
        var users = Users(2500);
        _registry.OnSubscribed(users);

        var asked = new List<IReadOnlyList<User>>();
        while (asked.Sum(question => question.Count) < users.Count)
        {
            asked.Add(await AskedAsync());
        }

        Assert.Equal([1000, 1000, 500], asked.Select(question => question.Count));
        Assert.Equal(users, asked.SelectMany(question => question).OrderBy(user => user.Uid));
    }

    [Fact]
    public async Task Storage_that_is_unavailable_is_asked_again_with_those_who_came_meanwhile()
    {
        _store.FailsReads = true;
        _registry.OnSubscribed([new User(7, 1)]);
        Assert.Equal([new User(7, 1)], await AskedAsync());
        await EndToEndTest.WaitUntilAsync(() => _logger.Events.Count == 1);

        _registry.OnSubscribed([new User(7, 1), new User(7, 2)]);
        await EndToEndTest.WaitUntilAsync(() => _time.HasTimer);
        _store.FailsReads = false;
        Assert.False(_store.Asked.Reader.TryPeek(out _));
        _time.Advance(CatchUp.RetryDelay);

        Assert.Equal([new User(7, 1), new User(7, 2)], (await AskedAsync()).OrderBy(user => user.Uid));
        Assert.Equal([4005], _logger.Events);
    }

    [Fact]
    public async Task An_outage_is_told_once_in_one_line_and_the_next_one_again()
    {
        for (var outage = 1; outage <= 2; outage++)
        {
            _store.FailsReads = true;
            _registry.OnSubscribed([new User(7, 1)]);
            for (var attempt = 1; attempt <= 3; attempt++)
            {
                await AskedAsync();
                await EndToEndTest.WaitUntilAsync(() => _time.HasTimer);
                _store.FailsReads = attempt < 3;
                _time.Advance(CatchUp.RetryDelay);
            }

            await AskedAsync();
            Assert.Equal(outage, _logger.Entries.Count);
            Assert.Null(_logger.Entries[^1].Cause);
            Assert.Contains("out of order", _logger.Entries[^1].Text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Users_who_come_later_are_asked_about_as_they_come()
    {
        _registry.OnSubscribed([new User(7, 1)]);
        await AskedAsync();
        _registry.OnSubscribed([new User(7, 2)]);
        Assert.Equal([new User(7, 2)], await AskedAsync());
    }

    private static List<User> Users(int count) => [.. Enumerable.Range(1, count).Select(uid => new User(7, uid))];

    private Task<IReadOnlyList<User>> AskedAsync() => _store.Asked.Reader.ReadAsync().AsTask().WaitAsync(Patience);
}
