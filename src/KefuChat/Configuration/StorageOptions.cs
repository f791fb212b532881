namespace KefuChat.Configuration;

/// <summary><c>Kefu:Storage</c>.</summary>
internal sealed class StorageOptions
{
    /// <summary>Which store: <c>Sqlite</c>.</summary>
    public string Provider { get; set; } = "Sqlite";

    /// <summary>
    /// After how many days messages are dropped, a month at a time, whatever their store keeps; 0: never, else 7 or more,
    /// for which a message sent again is known. Only with a store that keeps messages by months.
    /// </summary>
    public int RetentionDays { get; set; }
}
