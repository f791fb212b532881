namespace KefuChat.Protocol;

/// <summary>
/// A chat message: CUSTOMER (customer → seller) or CUSTOMER_SUPPORT (seller → customer). What a classic client sent
/// as CUSTOMER_V2 is one of the two as well.
/// </summary>
internal sealed record CustomerMessage : Message
{
    /// <summary>
    /// The most content there may be, in bytes of UTF-8: a classic frame's body is under 32 KiB and spends 36 bytes on
    /// what precedes the content, and every message must be deliverable to every client.
    /// </summary>
    public const int MaxContentBytes = (32 * 1024) - 1 - 36;

    /// <summary>The longest uuid, in bytes of UTF-8.</summary>
    public const int MaxUuidBytes = 64;

    /// <summary>A message in one of the two directions.</summary>
    /// <param name="command"><see cref="Command.Customer"/> or <see cref="Command.CustomerSupport"/>.</param>
    public CustomerMessage(Command command) => Command = command;

    /// <inheritdoc/>
    public override Command Command { get; }

    /// <summary>TEXT and UNPERSISTENT, as the sender set them.</summary>
    public MessageFlags Flags { get; init; }

    /// <summary>The customer's app.</summary>
    public long CustomerAppId { get; init; }

    /// <summary>The customer's uid within that app.</summary>
    public long CustomerId { get; init; }

    /// <summary>The shop; 0 when the sender named none.</summary>
    public long StoreId { get; init; }

    /// <summary>The seller's uid within the kefu app.</summary>
    public long SellerId { get; init; }

    /// <summary>
    /// When the server took the message, Unix milliseconds. Stamped once, before anyone but the handler sees the
    /// message; what the client wrote there is ignored.
    /// </summary>
    public long TimestampMs { get; set; }

    /// <summary>Opaque UTF-8, by convention a JSON object.</summary>
    public ReadOnlyMemory<byte> Content { get; init; }

    /// <summary>The client's own id of the message; "" opts out of being stored only once.</summary>
    public string Uuid { get; init; } = "";

    /// <summary>Sent as CUSTOMER_V2, and so delivered to classic clients.</summary>
    public bool IsV2 { get; init; }

    /// <summary>Whether the message is routed only, and stored nowhere.</summary>
    public bool IsUnpersistent => (Flags & MessageFlags.Unpersistent) != 0;

    /// <summary>The customer, as owner of a queue.</summary>
    public User Customer => new(CustomerAppId, CustomerId);

    /// <summary>The seller, as owner of a queue.</summary>
    /// <param name="kefuAppId">The app where sellers live.</param>
    public User Seller(long kefuAppId) => new(kefuAppId, SellerId);

    /// <summary>Who wrote the message.</summary>
    /// <param name="kefuAppId">The app where sellers live.</param>
    public User Sender(long kefuAppId) => Command == Command.Customer ? Customer : Seller(kefuAppId);

    /// <summary>Whom the message is for.</summary>
    /// <param name="kefuAppId">The app where sellers live.</param>
    public User Receiver(long kefuAppId) => Command == Command.Customer ? Seller(kefuAppId) : Customer;

    /// <summary>Without the content, which must not reach a log.</summary>
    public override string ToString() =>
        $"{Command} {{ Customer = {Customer}, Store = {StoreId}, Seller = {SellerId}, {Content.Length} bytes }}";
}
