namespace KefuChat.Storage;

/// <summary>What a <see cref="SaveStatus"/> is called in metrics and traces; no call allocates.</summary>
internal static class SaveStatusNames
{
    /// <summary>The status's name.</summary>
    public static string Name(this SaveStatus status) => status switch
    {
        SaveStatus.Stored => "stored",
        SaveStatus.Duplicate => "duplicate",
        SaveStatus.Reused => "reused",
        SaveStatus.Absent => "absent",
        _ => "unavailable",
    };
}
