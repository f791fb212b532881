using System.Collections.Concurrent;
using KefuChat.Protocol;

namespace KefuChat.Storage.Sqlite;

/// <summary>
/// Whose acknowledged messages and keys only the commit log holds so far: readers do not see them before the commit. The
/// writer adds and clears; any thread may ask.
/// </summary>
internal sealed class UncommittedUsers
{
    private readonly ConcurrentDictionary<User, bool> _users = new();
    private volatile bool _isAnyone;

    /// <summary>Whether there are none.</summary>
    public bool IsEmpty => !_isAnyone && _users.IsEmpty;

    /// <summary>Whether this user is among them.</summary>
    public bool Contains(User user) => _isAnyone || _users.ContainsKey(user);

    /// <summary>Adds one.</summary>
    public void Add(User user) => _users.TryAdd(user, true);

    /// <summary>After a crash it is not known who they are.</summary>
    public void AddAnyone() => _isAnyone = true;

    /// <summary>All is committed.</summary>
    public void Clear()
    {
        _users.Clear();
        _isAnyone = false;
    }
}
