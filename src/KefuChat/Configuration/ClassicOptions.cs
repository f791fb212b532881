namespace KefuChat.Configuration;

/// <summary><c>Kefu:Classic</c>.</summary>
internal sealed class ClassicOptions
{
    /// <summary>Address and port of the TCP listener, as in <c>0.0.0.0:23000</c>; empty: none.</summary>
    public string Tcp { get; set; } = "";
}
