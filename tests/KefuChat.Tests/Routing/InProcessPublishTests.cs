namespace KefuChat.Tests.Routing;

public sealed class InProcessPublishTests() : PublishContract(new InProcessBackend());
