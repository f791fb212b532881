using System.Buffers;

namespace KefuChat.Tests.Connections.WebSockets;

/// <summary>A pool that knows how many of its buffers are out.</summary>
internal sealed class RentCounter : MemoryPool<byte>
{
    public int Rented { get; private set; }

    public override int MaxBufferSize => Shared.MaxBufferSize;

    public override IMemoryOwner<byte> Rent(int minBufferSize = -1)
    {
        Rented++;
        return new Owner(this, Shared.Rent(minBufferSize));
    }

    protected override void Dispose(bool disposing)
    {
    }

    private sealed class Owner(RentCounter pool, IMemoryOwner<byte> inner) : IMemoryOwner<byte>
    {
        public Memory<byte> Memory => inner.Memory;

        public void Dispose()
        {
            pool.Rented--;
            inner.Dispose();
        }
    }
}
