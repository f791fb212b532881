/** A seller of the demo, to sign in as. */
export interface DemoSeller {
    /** The kefu app. */
    readonly appid: number;
    readonly uid: number;
    readonly name?: string | null;
    /** The store's name. */
    readonly store: string;
}

/** The demo sellers: those of a server in Development, none of any other, nor where it cannot be asked. */
export async function demoSellers(get: typeof fetch = fetch): Promise<readonly DemoSeller[]> {
    try {
        const answer = await get("/console/settings");
        const settings = (await answer.json()) as { development?: boolean; demo?: DemoSeller[] };
        return settings.development === true ? (settings.demo ?? []) : [];
    } catch {
        return [];
    }
}

/**
 * A demo seller's token.
 * @throws When the server gives none.
 */
export async function demoToken({ appid, uid }: DemoSeller, get: typeof fetch = fetch): Promise<string> {
    const answer = await get(`/demo/token?appid=${appid}&uid=${uid}`);
    return ((await answer.json()) as { token: string }).token;
}
