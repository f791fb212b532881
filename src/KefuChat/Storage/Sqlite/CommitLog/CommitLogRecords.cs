using System.Buffers;
using KefuChat.Protocol;
using MessagePack;

namespace KefuChat.Storage.Sqlite;

/// <summary>
/// The records of the commit log: MessagePack arrays whose first element says of what. A record bears what came of the
/// write, so that one that is run again and comes to something else is noticed.
/// </summary>
internal static class CommitLogRecords
{
    private const int SaveRecord = 1;
    private const int SaveFields = 18;

    /// <summary>As it was before there were shards: it ends before <see cref="SaveRequest.IsCopy"/>.</summary>
    private const int UnshardedSaveFields = 17;

    private const int SyncKeyRecord = 2;
    private const int SyncKeyFields = 5;

    /// <summary>A save, and the keys it was given.</summary>
    public static void WriteSave(ref MessagePackWriter log, SaveRequest request, in SaveResult result)
    {
        var message = request.Message;
        log.WriteArrayHeader(SaveFields);
        log.Write(SaveRecord);
        log.Write(result.ReceiverKey);
        log.Write(result.SenderKey);
        log.Write(request.Sender.AppId);
        log.Write(request.Sender.Uid);
        log.Write(request.Receiver.AppId);
        log.Write(request.Receiver.Uid);
        log.Write(request.SenderDevice);
        log.Write(request.DedupeId);
        log.Write(request.IsNote);
        log.Write((int)message.Command);
        log.Write((int)message.Flags);
        log.Write(message.IsV2);
        log.Write(message.TimestampMs);
        log.Write(message.StoreId);
        log.Write(message.Uuid);
        log.Write(message.Content.Span);
        log.Write(request.IsCopy);
    }

    /// <summary>A device's sync key.</summary>
    public static void WriteSyncKey(ref MessagePackWriter log, User user, string deviceId, long key)
    {
        log.WriteArrayHeader(SyncKeyFields);
        log.Write(SyncKeyRecord);
        log.Write(user.AppId);
        log.Write(user.Uid);
        log.Write(deviceId);
        log.Write(key);
    }

    /// <summary>Runs again what a batch of records says, in order.</summary>
    /// <exception cref="StorageRefusedException">It comes to something else than it did: the log does not fit the store.</exception>
    public static void Replay(ReadOnlyMemory<byte> records, SqliteWriteSession session)
    {
        var reader = new MessagePackReader(records);
        try
        {
            while (!reader.End)
            {
                ReplayRecord(ref reader, session);
            }
        }
        catch (Exception e) when (e is MessagePackSerializationException or EndOfStreamException)
        {
            throw new StorageRefusedException($"the commit log has a record that this version cannot read: {e.Message}", e);
        }
    }

    private static void ReplayRecord(ref MessagePackReader reader, SqliteWriteSession session)
    {
        switch ((reader.ReadArrayHeader(), reader.ReadInt32()))
        {
            case (SaveFields, SaveRecord):
                ReplaySave(ref reader, session, tellsCopies: true);
                break;
            case (UnshardedSaveFields, SaveRecord):
                ReplaySave(ref reader, session, tellsCopies: false);
                break;
            case (SyncKeyFields, SyncKeyRecord):
                session.RaiseSyncKey(ReadUser(ref reader), ReadText(ref reader), reader.ReadInt64());
                break;
            case var (fields, kind):
                throw new StorageRefusedException($"the commit log has a record of kind {kind} with {fields} fields, which this version does not know");
        }
    }

    private static void ReplaySave(ref MessagePackReader reader, SqliteWriteSession session, bool tellsCopies)
    {
        var (receiverKey, senderKey) = (reader.ReadInt64(), reader.ReadInt64());
        var result = session.Save(ReadSave(ref reader, tellsCopies));
        if ((result.ReceiverKey, result.SenderKey) != (receiverKey, senderKey))
        {
            throw new StorageRefusedException($"the commit log does not fit the store: a message it gave the keys {receiverKey} and {senderKey} would get {result.ReceiverKey} and {result.SenderKey}");
        }
    }

    private static SaveRequest ReadSave(ref MessagePackReader reader, bool tellsCopies)
    {
        var (sender, receiver) = (ReadUser(ref reader), ReadUser(ref reader));
        var (device, dedupeId, isNote) = (ReadText(ref reader), ReadText(ref reader), reader.ReadBoolean());
        var command = (Command)reader.ReadInt32();
        var (customer, seller) = command == Command.Customer ? (sender, receiver) : (receiver, sender);
        var message = new CustomerMessage(command)
        {
            Flags = (MessageFlags)reader.ReadInt32(),
            IsV2 = reader.ReadBoolean(),
            TimestampMs = reader.ReadInt64(),
            StoreId = reader.ReadInt64(),
            Uuid = ReadText(ref reader),
            Content = reader.ReadBytes()?.ToArray() ?? [],
            CustomerAppId = customer.AppId,
            CustomerId = customer.Uid,
            SellerId = seller.Uid,
        };
        return new SaveRequest(message, sender, receiver, device, Trace: null, dedupeId, isNote, IsCopy: tellsCopies && reader.ReadBoolean());
    }

    private static User ReadUser(ref MessagePackReader reader) => new(reader.ReadInt64(), reader.ReadInt64());

    private static string ReadText(ref MessagePackReader reader) => reader.ReadString() ?? "";
}
