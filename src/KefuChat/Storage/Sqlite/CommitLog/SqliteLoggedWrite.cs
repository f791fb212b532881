using KefuChat.Protocol;
using MessagePack;

namespace KefuChat.Storage.Sqlite;

/// <summary>
/// A write that the commit log can hold: on the same rows it always does the same, so that it can be run again after a crash.
/// </summary>
internal abstract class SqliteLoggedWrite : SqliteWrite
{
    /// <summary>The users whose queue or keys it writes. The second may be the same as the first.</summary>
    public abstract (User First, User Second) Users { get; }

    /// <summary>Whether it only looks at what is there: it has no record.</summary>
    public virtual bool IsRead => false;

    /// <summary>Writes its record, once it was run.</summary>
    public abstract void WriteTo(ref MessagePackWriter log);
}
