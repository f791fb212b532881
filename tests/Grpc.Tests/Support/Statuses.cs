using Grpc.Core;

namespace Grpc.Tests.Support;

/// <summary>Short forms of what tests say often.</summary>
internal static class Statuses
{
    /// <summary>The failure of a call, which must have this code.</summary>
    public static async Task<RpcException> AssertFailsAsync(StatusCode code, Func<Task> call)
    {
        var exception = await Assert.ThrowsAsync<RpcException>(call);
        Assert.True(code == exception.StatusCode, exception.ToString());
        return exception;
    }

    /// <summary>The failure of a call, which must have this code.</summary>
    public static Task<RpcException> AssertFailsAsync<T>(StatusCode code, AsyncUnaryCall<T> call) => AssertFailsAsync(code, () => call.ResponseAsync);

    /// <summary>All messages of a stream.</summary>
    public static async Task<List<T>> ReadAsync<T>(this IAsyncStreamReader<T> reader)
    {
        var messages = new List<T>();
        await foreach (var message in reader.ReadAllAsync(TestContext.Current.CancellationToken))
        {
            messages.Add(message);
        }

        return messages;
    }

    /// <summary>The next message of a stream that has one.</summary>
    public static async Task<T> NextAsync<T>(this IAsyncStreamReader<T> reader)
    {
        Assert.True(await reader.MoveNext(CancellationToken.None));
        return reader.Current;
    }
}
