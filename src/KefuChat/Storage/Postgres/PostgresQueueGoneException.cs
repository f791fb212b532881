namespace KefuChat.Storage.Postgres;

/// <summary>A queue that was known has no row: the database is another than it was, restored or made anew.</summary>
internal sealed class PostgresQueueGoneException(long id) : Exception($"the queue {id} is gone: the database is another than it was");
