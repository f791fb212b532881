namespace KefuChat.Storage.Sqlite;

/// <summary>A message as the index takes it.</summary>
/// <param name="Message">Its id.</param>
/// <param name="Tokens">Its words and the two queues it is in, with spaces between.</param>
internal readonly record struct SqliteSearchText(long Message, string Tokens);
