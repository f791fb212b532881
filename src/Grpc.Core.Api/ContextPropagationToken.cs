namespace Grpc.Core;

/// <summary>What a call hands on to the calls made on its behalf. Nothing here makes one; test doubles need the type.</summary>
public abstract class ContextPropagationToken
{
    internal ContextPropagationToken()
    {
    }
}
