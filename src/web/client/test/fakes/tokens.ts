/** A token as the server would sign it, but for the signature. @param now Epoch milliseconds. */
export function tokenOf(appid: number, uid: number, now: number, seconds = 3600, id = 0): string {
    const claims = { appid, uid, exp: Math.floor(now / 1000) + seconds, jti: id };
    const encoded = btoa(JSON.stringify(claims)).replace(/\+/g, "-").replace(/\//g, "_").replace(/=/g, "");
    return `header.${encoded}.signature`;
}
