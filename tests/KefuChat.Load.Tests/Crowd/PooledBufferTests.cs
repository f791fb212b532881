using KefuChat.Load.Crowd;

namespace KefuChat.Load.Tests.Crowd;

/// <summary>What is received comes out again, whatever the portions; and nothing is held once it has.</summary>
public sealed class PooledBufferTests
{
    private readonly PooledBuffer _buffer = new();

    [Theory]
    [InlineData(1, 1)]
    [InlineData(4096, 10)]
    [InlineData(1000, 999)]
    [InlineData(5000, 20_000)]
    public void Bytes_come_out_as_they_came(int received, int consumed)
    {
        byte next = 0;
        byte expected = 0;
        for (var i = 0; i < 20; i++)
        {
            for (var left = received; left > 0;)
            {
                var free = _buffer.GetFree().Span;
                Assert.NotEqual(0, free.Length);
                free = free[..Math.Min(left, free.Length)];
                for (var at = 0; at < free.Length; at++)
                {
                    free[at] = next++;
                }

                _buffer.Commit(free.Length);
                left -= free.Length;
            }

            var taken = _buffer.Unread[..Math.Min(consumed, _buffer.Unread.Length)];
            foreach (var value in taken.Span)
            {
                Assert.Equal(expected++, value);
            }

            _buffer.Consume(taken.Length);
        }
    }

    [Fact]
    public void Release_keeps_what_was_not_consumed()
    {
        _buffer.GetFree().Span[0] = 7;
        _buffer.Commit(1);
        _buffer.Release();
        Assert.Equal([7], _buffer.Unread.ToArray());

        _buffer.Consume(1);
        _buffer.Release();
        Assert.True(_buffer.Unread.IsEmpty);
        Assert.NotEqual(0, _buffer.GetFree().Length);
    }
}
