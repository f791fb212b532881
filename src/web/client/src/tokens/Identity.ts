/** Whose client this is: a customer, or, in the kefu app, a seller. Both are 1 to 2^53-1. */
export interface Identity {
    readonly appid: number;
    readonly uid: number;
}
