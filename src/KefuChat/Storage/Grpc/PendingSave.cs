using Wire = Kefu.Ims.V1;

namespace KefuChat.Storage.Grpc;

/// <summary>
/// A save the caller waits for. Its continuation runs in place, so that what follows a save keeps the order of answers.
/// </summary>
/// <param name="save">The save as it is sent, as often as it takes; numbered anew each time.</param>
/// <param name="lane">The lane that keeps its sender's order.</param>
internal sealed class PendingSave(Wire.Save save, SaveLane lane) : TaskCompletionSource<SaveResult>
{
    /// <summary>The save as it is sent.</summary>
    public Wire.Save Save => save;

    /// <summary>Where it keeps its place.</summary>
    public SaveLane Lane => lane;

    /// <summary>Which of all saves it is, in the order they came.</summary>
    public long Number { get; set; }

    /// <summary>The answer, once there is one.</summary>
    public SaveResult Answer { get; set; } = SaveResult.Unavailable;

    /// <summary>About how many bytes it takes on the wire.</summary>
    public int Bytes => save.Message.Content.Length + save.SenderDevice.Length + save.Message.Uuid.Length + 128;
}
