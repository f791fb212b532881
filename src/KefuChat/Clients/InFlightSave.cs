using KefuChat.Storage;

namespace KefuChat.Clients;

/// <summary>What storage was asked for one message, and says. Guarded by the lock of <see cref="InFlightMessages"/>.</summary>
/// <param name="request">The message and its queues.</param>
internal sealed class InFlightSave(SaveRequest request)
{
    /// <summary>The message and its queues.</summary>
    public SaveRequest Request => request;

    /// <summary>Whether it says how far somebody has read, which is stored and not routed as it came.</summary>
    public bool IsReadMark { get; init; }

    /// <summary>Whether it is written to somebody who is no seller of its store.</summary>
    public bool IsSellerGone { get; init; }

    /// <summary>Whether storage has answered.</summary>
    public bool IsAnswered { get; private set; }

    /// <summary>What storage said, once it has.</summary>
    public SaveResult Result { get; private set; }

    /// <summary>Storage has answered.</summary>
    public void Answer(SaveResult result)
    {
        Result = result;
        IsAnswered = true;
    }
}
