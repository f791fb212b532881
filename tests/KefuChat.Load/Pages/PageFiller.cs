using System.Globalization;
using System.Text;
using KefuChat.Load.Clients;
using KefuChat.Load.Options;
using KefuChat.Load.Protocol;

namespace KefuChat.Load.Pages;

/// <summary>
/// A seller who writes to many customers in turn, so that there are pages to ask for: a tenth of all messages to the
/// first of them, the rest spread evenly.
/// </summary>
internal sealed class PageFiller(LoadOptions options) : LoadClient(options.KefuAppId, Uid, options.Framing)
{
    /// <summary>The seller.</summary>
    public new const long Uid = 9001;

    /// <summary>The store; its number is all it needs.</summary>
    public const long StoreId = 90;

    /// <summary>The customer of the long conversation; the others follow.</summary>
    public const long FirstCustomer = 900_001;

    private const int MaxInFlight = 256;

    private readonly TaskCompletionSource _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile bool _isFilling;
    private int _sent;
    private int _acknowledged;

    /// <summary>Writes all of it, and completes when all of it is stored.</summary>
    /// <exception cref="LoadException">It was refused, or did not get done.</exception>
    public async Task FillAsync(TimeSpan patience)
    {
        _isFilling = true;
        OnFramesDone();
        try
        {
            await _done.Task.WaitAsync(patience);
        }
        catch (TimeoutException)
        {
            throw new LoadException($"only {_acknowledged} of {options.PageMessages} messages were stored after {patience.TotalSeconds} s");
        }
    }

    /// <inheritdoc/>
    public override void OnFramesDone()
    {
        lock (Gate)
        {
            while (_isFilling && _sent < options.PageMessages && _sent - _acknowledged < MaxInFlight)
            {
                SendMessage(_sent++);
            }
        }

        Flush();
    }

    protected override void OnAuthenticated(long newestKey)
    {
        if (newestKey > 0)
        {
            _done.TrySetException(new LoadException($"seller {Uid} has messages already: pages are measured on a new data directory"));
        }
    }

    protected override void HandleFrame(in Frame frame, long arrivedAt)
    {
        if (frame.Command != Command.Ack)
        {
            return;
        }

        if (frame.Status != Status.Ok)
        {
            _done.TrySetException(new LoadException($"a message was refused: {frame.Status}"));
        }

        lock (Gate)
        {
            _acknowledged++;
        }

        if (_acknowledged == options.PageMessages)
        {
            _done.TrySetResult();
        }
    }

    private void SendMessage(int number)
    {
        var customer = number % 10 == 0 ? FirstCustomer : FirstCustomer + 1 + (number % (options.PageConversations - 1));
        var message = new OutgoingMessage(
            Command.CustomerSupport, FrameFlags.None, LoadOptions.CustomerAppId, customer, StoreId, Uid, Content(number));
        var uuid = Encoding.ASCII.GetBytes(number.ToString("x8", CultureInfo.InvariantCulture));
        var prepared = Codec.Prepare(message);
        var frame = new byte[prepared.Length + Codec.FrameOverhead];
        Send(frame.AsSpan(0, Codec.WriteMessage(frame, NextSeq(), message, prepared, uuid)));
    }

    /// <summary>One message in a hundred speaks of a refund, all of the weather.</summary>
    private string Content(int number)
    {
        var text = string.Create(CultureInfo.InvariantCulture, $"message {number} about the weather{(number % 100 == 0 ? " and a refund" : "")}");
        return $$"""{"type":"text","text":"{{text.PadRight(Math.Max(0, options.Bytes - 26), '.')}}"}""";
    }
}
