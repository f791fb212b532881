using KefuChat.Storage;

namespace KefuChat.Tests.Storage.Grpc;

/// <summary>The name a test gives its store.</summary>
internal sealed record StoreIdentity(string Id) : IStoreIdentity;
