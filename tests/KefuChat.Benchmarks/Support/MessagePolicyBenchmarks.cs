using BenchmarkDotNet.Attributes;
using KefuChat.Protocol;
using KefuChat.Support;

namespace KefuChat.Benchmarks.Support;

/// <summary>
/// What is asked about every message, whether its customer may write it, where so many customers write in turn: it should
/// not grow with how many there are, nor with how long ago each wrote last.
/// </summary>
public class MessagePolicyBenchmarks
{
    private GatewayServices _services = null!;
    private MessagePolicy _policy = null!;
    private CustomerMessage[] _messages = [];
    private int _next;

    /// <summary>How many customers write.</summary>
    [Params(1_000, 10_000, 50_000)]
    public int Customers { get; set; }

    /// <summary>Makes a message of each.</summary>
    [GlobalSetup]
    public async Task SetupAsync()
    {
        _services = new GatewayServices();
        _policy = _services.Get<MessagePolicy>();
        _messages = [.. Enumerable.Range(1, Customers).Select(customer => Samples.Message(customer, 1, MessageFlags.Unpersistent))];
        foreach (var message in _messages)
        {
            await _policy.JudgeAsync(message);
        }
    }

    /// <summary>Removes the store.</summary>
    [GlobalCleanup]
    public void Cleanup() => _services.Dispose();

    /// <summary>The next customer's message is judged.</summary>
    [Benchmark]
    public async Task<bool> JudgeAsync()
    {
        _next = _next + 1 < _messages.Length ? _next + 1 : 0;
        return (await _policy.JudgeAsync(_messages[_next])).Status == Status.Ok;
    }
}
