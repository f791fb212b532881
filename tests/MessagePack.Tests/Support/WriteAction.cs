namespace MessagePack.Tests.Support;

public delegate void WriteAction(ref MessagePackWriter writer);
