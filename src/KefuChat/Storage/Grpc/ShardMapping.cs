using KefuChat.Cluster;
using KefuChat.Storage.Sharding;
using Wire = Kefu.Ims.V1;

namespace KefuChat.Storage.Grpc;

/// <summary>Between the store's model and shards.proto. Reading throws <see cref="InvalidDataException"/> for what no KefuChat writes.</summary>
internal static class ShardMapping
{
    /// <summary>A message's name, for the wire.</summary>
    public static Wire.MessageName ToWire(this MessageName name) => new() { Sender = name.Sender.ToWire(), DedupeKey = name.DedupeKey };

    /// <summary>A message's name, from the wire.</summary>
    public static MessageName FromWire(this Wire.MessageName name) => name.DedupeKey.Length > 0
        ? new MessageName(name.Sender.FromWire(), name.DedupeKey)
        : throw new InvalidDataException("a message is asked for by no name");

    /// <summary>A message's keys, for the wire; null when there is no such message.</summary>
    public static Wire.MessageKeys ToWire(this MessageKeys? keys) =>
        keys is { } found ? new() { CustomerKey = found.CustomerKey, SellerKey = found.SellerKey } : new();

    /// <summary>A message's keys, from the wire; null when there is no such message.</summary>
    public static MessageKeys? FromWire(this Wire.MessageKeys keys) =>
        keys.CustomerKey > 0 ? new MessageKeys(keys.CustomerKey, keys.SellerKey) : null;

    /// <summary>A copy of an assignment, for the wire; null when there is none.</summary>
    public static Wire.AssignmentCopy? ToWire(this AssignmentCopy? copy) =>
        copy is null ? null : new() { Assignment = copy.Assignment.ToWire(), IsUsed = copy.IsUsed };

    /// <summary>A copy of an assignment, from the wire; null when there is none.</summary>
    public static AssignmentCopy? FromWire(this Wire.AssignmentCopy? copy) => copy is null
        ? null
        : new AssignmentCopy(copy.Assignment.FromWire() ?? throw new InvalidDataException("a copy is of no assignment"), copy.IsUsed);
}
