namespace KefuChat.Load.Protocol;

/// <summary>What an ACK or AUTH_STATUS says.</summary>
internal enum Status : long
{
    Ok = 0,
    AuthFailed = 1,
    NotAuthenticated = 16,
    AppIdMismatch = 17,
    UidMismatch = 18,
    SellerRequired = 19,
    NotKefuApp = 20,
    CustomerRequired = 21,
    StorageUnavailable = 22,
    RoutingUnavailable = 23,
    TooLarge = 24,
    RateLimited = 25,
    Forbidden = 26,
    UnknownCommand = 27,
}
