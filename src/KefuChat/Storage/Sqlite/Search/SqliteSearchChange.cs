namespace KefuChat.Storage.Sqlite;

/// <summary>A message that the index may know wrongly.</summary>
/// <param name="Id">The number of this change; later ones have higher numbers.</param>
/// <param name="Message">The message's id.</param>
internal readonly record struct SqliteSearchChange(long Id, long Message);
