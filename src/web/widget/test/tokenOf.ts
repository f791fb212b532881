/** A token of this identity, signed by nobody. `expires` is epoch milliseconds. */
export function tokenOf(appid: number, uid: number, expires: number): string {
    const part = (value: object) => btoa(JSON.stringify(value)).replace(/=+$/, "");
    return `${part({ alg: "HS256" })}.${part({ appid, uid, exp: Math.floor(expires / 1000) })}.c2lnbmVk`;
}
