using KefuChat.Cluster;
using KefuChat.Protocol;
using Wire = Kefu.Imr.V1;

namespace KefuChat.Routing.Grpc;

/// <summary>
/// Between publications and what gateways and routing nodes say to each other. Reading throws
/// <see cref="InvalidDataException"/> for what no KefuChat writes.
/// </summary>
internal static class PublicationMapping
{
    /// <summary>A publication, for the wire. The content is shared, not copied.</summary>
    /// <param name="publication">What is published.</param>
    /// <param name="publishedAtUs">When, Unix microseconds.</param>
    public static Wire.Publication ToWire(this in Publication publication, long publishedAtUs)
    {
        var wire = new Wire.Publication
        {
            Receiver = publication.Receiver.ToWire(),
            ExcludedConnection = publication.ExcludedConnection,
            Trace = publication.Trace.ToWire(),
            PublishedAtUs = publishedAtUs,
        };
        switch (publication.Message)
        {
            case Delivery delivery:
                wire.Delivery = ToWire(delivery);
                break;
            case SyncNotify notify:
                wire.GrownTo = notify.SyncKey;
                break;
            default:
                throw new ArgumentException($"{publication.Message.Command} is not published", nameof(publication));
        }

        if (ReferenceEquals(publication.PushWish, publication.Message))
        {
            wire.WishesPush = true;
        }
        else if (publication.PushWish is { } wish)
        {
            wire.PushWish = ToWire(wish);
        }

        return wire;
    }

    /// <summary>A publication, from the wire. The content is shared, not copied.</summary>
    public static Publication FromWire(this Wire.Publication wire)
    {
        Message message = wire.BodyCase switch
        {
            Wire.Publication.BodyOneofCase.Delivery => FromWire(wire.Delivery),
            Wire.Publication.BodyOneofCase.GrownTo => new SyncNotify(Key(wire.GrownTo)),
            _ => throw new InvalidDataException("a publication has no body"),
        };
        var wish = wire.PushWish is null ? null : FromWire(wire.PushWish);
        if (wire.WishesPush)
        {
            wish = message as Delivery ?? throw new InvalidDataException("wishes_push is set, and there is no delivery");
        }

        return new Publication(wire.Receiver.FromWire(), message, wire.ExcludedConnection, wish, wire.Trace.FromWire());
    }

    /// <summary>About how many bytes a publication takes on the wire, and a little more than that in memory.</summary>
    public static int Bytes(this in Publication publication)
    {
        var bytes = 128 + Bytes(publication.Message as Delivery);
        return ReferenceEquals(publication.PushWish, publication.Message) ? bytes : bytes + Bytes(publication.PushWish);
    }

    /// <summary>The clock, as publications bear it.</summary>
    public static long UnixMicroseconds(this TimeProvider time) =>
        (time.GetUtcNow() - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond;

    private static int Bytes(Delivery? delivery) => delivery is null ? 0 : 128 + delivery.Message.Content.Length;

    private static Wire.Delivery ToWire(Delivery delivery) => new()
    {
        Message = delivery.Message.ToWire(),
        SyncKey = delivery.SyncKey,
        Marks = (uint)delivery.Marks,
    };

    private static Delivery FromWire(Wire.Delivery wire)
    {
        var message = wire.Message.FromWire();
        return (MessageFlags)wire.Marks switch
        {
            MessageFlags.Push => new Delivery(message, Key(wire.SyncKey), MessageFlags.Push),
            MessageFlags.None when wire.SyncKey == 0 => new Delivery(message, 0, MessageFlags.None),
            var marks => throw new InvalidDataException($"a delivery with key {wire.SyncKey} has marks {marks:D}"),
        };
    }

    private static long Key(long key) => User.IsId(key) ? key : throw new InvalidDataException($"{key} is no sync key");
}
