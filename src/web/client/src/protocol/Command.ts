/** The commands of kefu.v1: protos/wire-protocol.md. */
export enum Command {
    AuthStatus = 3,
    Ack = 5,
    Ping = 13,
    Pong = 14,
    AuthToken = 15,
    Customer = 24,
    CustomerSupport = 25,
    Sync = 26,
    SyncBegin = 27,
    SyncEnd = 28,
    SyncNotify = 29,
    SyncKey = 34,
}

/** Bits of a frame's flags. */
export enum Flag {
    Text = 1,
    Unpersistent = 2,
    Push = 16,
}
