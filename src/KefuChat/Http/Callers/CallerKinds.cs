namespace KefuChat.Http.Callers;

/// <summary>Who may make an API call: one kind of caller, or several.</summary>
[Flags]
internal enum CallerKinds
{
    /// <summary>Nobody.</summary>
    None = 0,

    /// <summary>The shops' backend: whoever bears the admin key.</summary>
    Admin = 1,

    /// <summary>A user of the kefu app.</summary>
    Seller = 2,

    /// <summary>A user of any other app, visitors among them.</summary>
    Customer = 4,

    /// <summary>Whoever bears a user's token.</summary>
    User = Seller | Customer,
}
