namespace KefuChat.Tests.Routing;

public sealed class InProcessSubscriptionTests() : SubscriptionContract(new InProcessBackend());
