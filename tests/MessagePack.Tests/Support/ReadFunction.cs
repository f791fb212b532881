namespace MessagePack.Tests.Support;

public delegate T ReadFunction<out T>(ref MessagePackReader reader);
