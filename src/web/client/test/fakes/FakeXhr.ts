/** An XMLHttpRequest whose progress and answer the test plays. */
export class FakeXhr {
    readonly upload: { onprogress: ((event: { loaded: number; total: number }) => void) | null } = { onprogress: null };
    onload: (() => void) | null = null;
    onerror: (() => void) | null = null;
    onloadend: (() => void) | null = null;
    status = 0;
    responseText = "";
    opened = "";
    body: unknown = null;
    isAborted = false;
    readonly headers = new Map<string, string>();

    open(method: string, address: string): void {
        this.opened = `${method} ${address}`;
    }

    setRequestHeader(name: string, value: string): void {
        this.headers.set(name, value);
    }

    getResponseHeader(): string | null {
        return null;
    }

    send(body: unknown): void {
        this.body = body;
    }

    abort(): void {
        this.isAborted = true;
    }

    answer(status: number, body: object): void {
        this.status = status;
        this.responseText = JSON.stringify(body);
        this.onload?.();
        this.onloadend?.();
    }

    fail(): void {
        this.onerror?.();
        this.onloadend?.();
    }
}
