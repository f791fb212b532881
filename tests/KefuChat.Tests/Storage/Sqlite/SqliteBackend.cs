using KefuChat.Storage.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;

namespace KefuChat.Tests.Storage.Sqlite;

/// <summary>A SQLite store in a directory of its own.</summary>
public sealed class SqliteBackend : StoreBackend
{
    private readonly TemporaryDirectory _directory = new();

    public override ValueTask DisposeAsync()
    {
        _directory.Dispose();
        return ValueTask.CompletedTask;
    }

    internal override ValueTask<Stores> OpenAsync() =>
        new(new Stores(new SqliteMessageStore(_directory.File("kefu.db"), NullLogger<SqliteMessageStore>.Instance)));

    internal override ValueTask CloseAsync(Stores stores)
    {
        ((SqliteMessageStore)stores.Messages).Dispose();
        return ValueTask.CompletedTask;
    }
}
