using KefuChat.Storage;
using KefuChat.Storage.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;

namespace KefuChat.Tests.Storage.Sqlite;

/// <summary>A SQLite store in a directory of its own.</summary>
public sealed class SqliteBackend : MessageStoreBackend
{
    private readonly TemporaryDirectory _directory = new();

    public override ValueTask DisposeAsync()
    {
        _directory.Dispose();
        return ValueTask.CompletedTask;
    }

    internal override ValueTask<IMessageStore> OpenAsync() =>
        new(new SqliteMessageStore(_directory.File("kefu.db"), NullLogger<SqliteMessageStore>.Instance));

    internal override ValueTask CloseAsync(IMessageStore store)
    {
        ((SqliteMessageStore)store).Dispose();
        return ValueTask.CompletedTask;
    }
}
