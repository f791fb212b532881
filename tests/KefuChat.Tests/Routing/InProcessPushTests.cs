namespace KefuChat.Tests.Routing;

public sealed class InProcessPushTests() : PushContract(new InProcessBackend());
