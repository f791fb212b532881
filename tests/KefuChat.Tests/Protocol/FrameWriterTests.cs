using System.Buffers;
using KefuChat.Protocol;

namespace KefuChat.Tests.Protocol;

public sealed class FrameWriterTests
{
    [Fact]
    public void A_new_one_holds_nothing()
    {
        var frames = new FrameWriter();
        Assert.Equal(0, frames.Count);
        Assert.True(frames.Bytes.IsEmpty);
    }

    [Fact]
    public void Each_frame_is_what_was_written_since_the_last()
    {
        var frames = new FrameWriter();
        Add(frames, [1, 2], [3]);
        Add(frames);
        Add(frames, [4]);
        Assert.Equal(3, frames.Count);
        Assert.Equal([1, 2, 3], frames[0].ToArray());
        Assert.Equal([], frames[1].ToArray());
        Assert.Equal([4], frames[2].ToArray());
        Assert.Equal([1, 2, 3, 4], frames.Bytes.ToArray());
    }

    [Fact]
    public void What_is_not_ended_is_no_frame_yet()
    {
        var frames = new FrameWriter();
        Add(frames, [1]);
        frames.Write((ReadOnlySpan<byte>)[2]);
        Assert.Equal(1, frames.Count);
        Assert.Equal([1], frames[0].ToArray());
        frames.EndFrame();
        Assert.Equal([2], frames[1].ToArray());
    }

    [Fact]
    public void Frames_stay_as_they_were_while_it_grows()
    {
        var frames = new FrameWriter();
        byte[][] written = [.. Enumerable.Range(0, 150).Select(i => Enumerable.Repeat((byte)i, i).ToArray())];
        foreach (var frame in written)
        {
            Add(frames, frame);
        }

        Assert.Equal(written, Enumerable.Range(0, frames.Count).Select(i => frames[i].ToArray()));
        Assert.Equal(written.SelectMany(frame => frame).ToArray(), frames.Bytes.ToArray());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(1024)]
    [InlineData(1025)]
    [InlineData(100_000)]
    public void There_is_as_much_room_as_asked_for_and_some_when_nothing_is(int sizeHint)
    {
        var frames = new FrameWriter();
        Assert.True(frames.GetSpan(sizeHint).Length >= Math.Max(sizeHint, 1));
        Assert.True(frames.GetMemory(sizeHint).Length >= Math.Max(sizeHint, 1));
        Add(frames, new byte[1023]);
        Assert.True(frames.GetSpan(sizeHint).Length >= Math.Max(sizeHint, 1));
        Assert.True(frames.GetMemory(sizeHint).Length >= Math.Max(sizeHint, 1));
    }

    [Fact]
    public void Room_that_is_not_advanced_over_is_not_written()
    {
        var frames = new FrameWriter();
        frames.GetSpan(10).Fill(0xff);
        frames.GetSpan(10)[0] = 1;
        frames.Advance(1);
        frames.EndFrame();
        Assert.Equal([1], frames[0].ToArray());
    }

    [Fact]
    public void Cleared_it_starts_anew()
    {
        var frames = new FrameWriter();
        Add(frames, [1, 2, 3]);
        frames.Write((ReadOnlySpan<byte>)[4]);
        frames.Clear();
        Assert.Equal(0, frames.Count);
        Assert.True(frames.Bytes.IsEmpty);

        Add(frames, [5]);
        Assert.Equal([5], frames[0].ToArray());
        Assert.Equal([5], frames.Bytes.ToArray());
    }

    [Fact]
    public void A_buffer_is_given_back_once()
    {
        var frames = new FrameWriter();
        Add(frames, [1]);
        frames.Clear();
        frames.Clear();

        // A buffer that the pool got twice it would hand to two.
        var (one, other) = (new FrameWriter(), new FrameWriter());
        Add(one, [1]);
        Add(other, [2]);
        Assert.Equal([1], one[0].ToArray());
    }

    private static void Add(FrameWriter frames, params byte[][] pieces)
    {
        foreach (var piece in pieces)
        {
            frames.Write(piece);
        }

        frames.EndFrame();
    }
}
