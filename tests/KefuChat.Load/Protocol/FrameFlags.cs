namespace KefuChat.Load.Protocol;

/// <summary>The flag bits of a frame that matter to a load.</summary>
[Flags]
internal enum FrameFlags : long
{
    None = 0,
    Unpersistent = 0x02,
    Push = 0x10,
}
