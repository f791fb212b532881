import { onTestFinished } from "vitest";
import { WebSocket as NodeSocket } from "ws";
import { conversationId, KefuClient, type KefuClientOptions, SellerClient } from "../../src/index.ts";

const server = process.env["KEFU_SERVER"] ?? "";
const adminKey = process.env["KEFU_ADMIN_KEY"] ?? "";
const KEFU_APP = 1;
const CUSTOMER_APP = 7;

/** Sockets of a client, in the order they were opened. */
export type Sockets = NodeSocket[];

/** A store of its own with one seller, and a customer of it. */
export interface Shop {
    readonly store: number;
    readonly seller: number;
    readonly customer: number;
    readonly conversation: string;
}

/** An id that no other test has. */
function newId(): number {
    return 1 + Math.floor(Math.random() * 2 ** 40);
}

async function admin<T>(method: string, path: string, body: object): Promise<T> {
    const headers = { Authorization: `Bearer ${adminKey}`, "Content-Type": "application/json" };
    const response = await fetch(`${server}/api${path}`, { method, headers, body: JSON.stringify(body) });
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`);
    return (await response.json()) as T;
}

/** @param sellers How many; the first is `seller`, the others follow it. */
export async function openShop(sellers = 1): Promise<Shop> {
    const [store, seller, uid] = [newId(), newId(), newId()];
    const uids = Array.from({ length: sellers }, (_, index) => seller + index);
    await admin("PUT", `/stores/${store}`, { appid: CUSTOMER_APP, name: "Rain & Co", sellers: uids });
    return { store, seller, customer: uid, conversation: conversationId(store, { appid: CUSTOMER_APP, uid }) };
}

export async function tokenOf(appid: number, uid: number): Promise<string> {
    return (await admin<{ token: string }>("POST", "/tokens", { appid, uid, ttl_seconds: 600 })).token;
}

/** A client of a customer; ended with the test. */
export function customerOf({ customer }: Shop, options: Partial<KefuClientOptions> = {}, sockets: Sockets = []) {
    return ended(new KefuClient(optionsOf(CUSTOMER_APP, customer, options, sockets)));
}

/** A client of a seller; ended with the test. */
export function sellerOf({ seller }: Shop, options: Partial<KefuClientOptions> = {}, sockets: Sockets = []) {
    return ended(new SellerClient(optionsOf(KEFU_APP, seller, options, sockets)));
}

function optionsOf(
    appid: number,
    uid: number,
    options: Partial<KefuClientOptions>,
    sockets: Sockets,
): KefuClientOptions {
    const openSocket = (url: string, protocol: string) => {
        const socket = new NodeSocket(url, protocol);
        sockets.push(socket);
        return socket as unknown as WebSocket;
    };
    const environment = { openSocket, openChannel: null };
    return { server, token: () => tokenOf(appid, uid), environment, ...options };
}

function ended<T extends KefuClient>(client: T): T {
    onTestFinished(() => client.stop());
    return client;
}
