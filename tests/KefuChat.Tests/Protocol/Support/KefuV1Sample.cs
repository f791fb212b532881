using KefuChat.Protocol;
using KefuChat.Tests.TestClients.Wire;

namespace KefuChat.Tests.Protocol.Support;

/// <summary>A valid <c>kefu.v1</c> frame of one command, whose fields can be told apart, left away and replaced.</summary>
/// <param name="Command">A command that a client may send.</param>
/// <param name="Fields">What follows seq and flags: what a refusal calls it, and a value.</param>
internal sealed record KefuV1Sample(Command Command, IReadOnlyList<(string Name, object Value)> Fields)
{
    /// <summary>The field that is there for the server's answer alone.</summary>
    public const string IgnoredField = "timestamp_ms";

    public const long Seq = 200;

    public const MessageFlags Flags = MessageFlags.Text | MessageFlags.Unpersistent;

    private static readonly KefuV1Sample[] All =
    [
        new(Command.AuthToken, [("platform", 3), ("token", "tok"), ("device_id", "dev")]),
        new(Command.Ping, []),
        new(Command.Customer, Message),
        new(Command.CustomerSupport, Message),
        new(Command.Ack, [("acked seq", 17)]),
        new(Command.Sync, [("sync_key", 300L), ("limit", 50)]),
        new(Command.SyncKey, [("sync_key", 70_000L)]),
    ];

    /// <summary>Every command that a client may send.</summary>
    public static TheoryData<byte> Commands => [.. All.Select(sample => (byte)sample.Command)];

    public object?[] Values => [.. Fields.Select(f => f.Value)];

    /// <summary>What the fields are when they are missing or nil.</summary>
    public object?[] Defaults => [.. Fields.Select(f => (object?)(f.Value is string ? "" : 0))];

    private static (string Name, object Value)[] Message =>
    [
        ("customer_appid", 7),
        ("customer_id", 300L),
        ("store_id", 9),
        ("seller_id", 5),
        (IgnoredField, 1_700_000_000_000L),
        ("content", "客服 😀"),
        ("uuid", "u-1"),
    ];

    public static KefuV1Sample Of(byte command) => Assert.Single(All, sample => sample.Command == (Command)command);

    /// <summary>The frame, with these values rather than its own.</summary>
    public byte[] Encode(params object?[] values) => KefuV1Wire.Encode(Command, Seq, Flags, values);

    /// <summary>The frame with one value replaced.</summary>
    public byte[] EncodeWith(int index, object? value) =>
        Encode([.. Values[..index], value, .. Values[(index + 1)..]]);
}
