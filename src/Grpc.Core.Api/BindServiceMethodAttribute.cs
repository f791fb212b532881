namespace Grpc.Core;

/// <summary>On the base class of a service: where to find the method that binds it.</summary>
[AttributeUsage(AttributeTargets.Class)]
public class BindServiceMethodAttribute(Type bindType, string bindMethodName) : Attribute
{
    /// <summary>The class that has the method.</summary>
    public Type BindType { get; } = bindType;

    /// <summary>The name of the static method, which takes a <see cref="ServiceBinderBase"/> and a service.</summary>
    public string BindMethodName { get; } = bindMethodName;
}
