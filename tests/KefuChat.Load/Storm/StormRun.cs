using KefuChat.Load.Clients;
using KefuChat.Load.Crowd;
using KefuChat.Load.Measurement;
using KefuChat.Load.Options;

namespace KefuChat.Load.Storm;

/// <summary>
/// Lets a few messages wait for each of many users; then all of them connect at the same moment, as after an outage of the
/// network, log in and sync.
/// </summary>
internal sealed class StormRun(LoadOptions options, int users, TextWriter progress)
{
    private const int Waiting = 5;
    private const double Mebibyte = 1 << 20;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan BetweenLines = TimeSpan.FromSeconds(1);

    private readonly CrowdServer _server = new(options, progress);
    private readonly QueueFill _fill = new(new CrowdUsers(users), Waiting);

    /// <summary>Makes the run. Cancelled while the users come, it reports what it has.</summary>
    /// <exception cref="LoadException">It could not be made.</exception>
    public async Task<StormResult> RunAsync(CancellationToken cancellation)
    {
        OpenFiles.Require(users, options.ServerPids);
        await _server.FillAsync(_fill, cancellation);
        var tokens = await _server.MintAsync(_fill.Users, cancellation);
        await _server.WarmUpAsync(_fill, tokens, cancellation);

        var storm = new StormState(_server, _fill, tokens);
        StormUser[] crowd = [.. Enumerable.Range(0, users).Select(index => new StormUser(index, storm))];
        try
        {
            progress.WriteLine($"{users} users come back");
            var before = Sample();
            storm.Begin();
            await ServeAsync(crowd, storm, cancellation);
            return Sum(crowd, storm, before, Sample());
        }
        finally
        {
            foreach (var user in crowd)
            {
                user.Dispose();
            }
        }
    }

    private async Task ServeAsync(StormUser[] crowd, StormState storm, CancellationToken cancellation)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        over.CancelAfter(Patience);
        var served = Task.WhenAll(crowd.Select(user => user.RunAsync(over.Token)));
        while (await Task.WhenAny(served, Task.Delay(BetweenLines, CancellationToken.None)) != served)
        {
            progress.WriteLine($"{Clock.ToSeconds(Clock.Now - storm.Start),6:N1} s{storm.ServedCount,10:N0} served");
        }

        try
        {
            await served;
        }
        catch (OperationCanceledException)
        {
            // The patience was over, or the run was stopped by hand: who is not served shows in the counts.
        }
    }

    /// <summary>This program too: what it uses, the server on the same machine does not get.</summary>
    private UsageSample Sample() => UsageSample.Take(acknowledged: 0, [.. options.ServerPids, Environment.ProcessId]);

    private StormResult Sum(StormUser[] crowd, StormState storm, UsageSample before, UsageSample after)
    {
        var served = storm.Served.Summarize();
        return new StormResult(
            users,
            Waiting,
            storm.ServedCount,
            served.Max / 1000,
            storm.Connected.Summarize(),
            storm.LoggedIn.Summarize(),
            served,
            storm.Failures,
            crowd.Sum(user => user.Inbox.Lost),
            crowd.Sum(user => user.Inbox.Doubled),
            crowd.Sum(user => user.Inbox.Misplaced),
            [
                .. from first in before.Processes
                   join last in after.Processes on first.Pid equals last.Pid
                   let cpu = last.CpuSeconds - first.CpuSeconds
                   select new StormProcess(
                       first.Pid, 1e6 * cpu / users, cpu / Clock.ToSeconds(after.At - before.At), last.PeakResidentBytes / Mebibyte),
            ]);
    }
}
