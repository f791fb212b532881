using Grpc.Core;

namespace Grpc.Net.Client.Calls;

/// <summary>How a call ended, and what came with it.</summary>
internal sealed record CallEnding(Status Status, Metadata Trailers)
{
    public CallEnding(StatusCode code, string detail, Exception? cause = null)
        : this(new Status(code, detail, cause), Metadata.Empty)
    {
    }
}
