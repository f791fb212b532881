// What of kefu.v1 (protos/wire-protocol.md) this page speaks.

export const Command = {
  authStatus: 3, ack: 5, ping: 13, pong: 14, authToken: 15, customer: 24, customerSupport: 25,
  sync: 26, syncEnd: 28, syncNotify: 29, syncKey: 34,
};
export const Flag = { text: 0x01, unpersistent: 0x02, push: 0x10 };
export const Platform = { web: 3 };
export const Status = { ok: 0, storageUnavailable: 22, routingUnavailable: 23, rateLimited: 25 };
export const CloseCode = { draining: 1001, authenticationFailed: 4401 };
