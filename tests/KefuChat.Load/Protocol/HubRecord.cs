using System.Text;
using System.Text.Json;

namespace KefuChat.Load.Protocol;

/// <summary>What the baseline's hub says in one record; valid as long as the bytes it was read from.</summary>
internal ref struct HubRecord
{
    /// <summary>1 invocation, 3 completion, 6 ping, 7 close; 0 for the answer to the handshake, which has none.</summary>
    public int Type { get; private set; }

    public ReadOnlySpan<byte> InvocationId { get; private set; }

    /// <summary>Of the message that is an invocation's argument.</summary>
    public ReadOnlySpan<byte> Uuid { get; private set; }

    public ReadOnlySpan<byte> Error { get; private set; }

    /// <exception cref="ProtocolException">It is no record.</exception>
    public static HubRecord Read(ReadOnlySpan<byte> bytes)
    {
        var record = default(HubRecord);
        var json = new Utf8JsonReader(bytes);
        try
        {
            while (json.Read())
            {
                if (json.TokenType == JsonTokenType.PropertyName)
                {
                    record.ReadProperty(ref json);
                }
            }
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            throw new ProtocolException($"the server sent what is no record of a hub's: {e.Message}");
        }

        return record;
    }

    public readonly string ErrorText() => Encoding.UTF8.GetString(Error);

    private void ReadProperty(ref Utf8JsonReader json)
    {
        if (json.ValueTextEquals("type"u8))
        {
            json.Read();
            Type = json.GetInt32();
        }
        else if (json.ValueTextEquals("invocationId"u8))
        {
            InvocationId = Value(ref json);
        }
        else if (json.ValueTextEquals("uuid"u8))
        {
            Uuid = Value(ref json);
        }
        else if (json.ValueTextEquals("error"u8))
        {
            Error = Value(ref json);
        }
    }

    private static ReadOnlySpan<byte> Value(scoped ref Utf8JsonReader json)
    {
        json.Read();
        return json.ValueSpan;
    }
}
