import type { FileContent, ImageContent } from "@kefuchat/client";
import { uploadErrorOf, type Upload } from "./Upload.ts";

/** What the server says of a file it has taken. */
export interface UploadedFile {
    id: string;
    name: string;
    contentType: string;
    /** Bytes. */
    size: number;
    width?: number | undefined;
    height?: number | undefined;
}

/** Takes a file to the server, telling how far it is (0 to 1). Rejects with an error whose `status` says why. */
export type UploadFile = (
    file: File,
    onProgress: (progress: number) => void,
    signal: AbortSignal,
) => Promise<UploadedFile>;

interface Job {
    upload: Upload;
    file: File;
    abort: AbortController;
}

/** The files being uploaded for one conversation, one after the other; each becomes a message once it is there. */
export class Uploads {
    readonly #uploadFile: UploadFile;
    readonly #onUploaded: (content: ImageContent | FileContent) => void;
    readonly #listeners = new Set<() => void>();
    #jobs: readonly Job[] = [];
    #lastId = 0;
    #isRunning = false;

    constructor(uploadFile: UploadFile, onUploaded: (content: ImageContent | FileContent) => void) {
        this.#uploadFile = uploadFile;
        this.#onUploaded = onUploaded;
    }

    /** What is to be shown: those under way and those that failed, in the order they were added. */
    get list(): readonly Upload[] {
        return this.#jobs.map(job => job.upload);
    }

    /** Tells of every change of `list`; returns what ends it. */
    readonly onChange = (listener: () => void): (() => void) => {
        this.#listeners.add(listener);
        return () => this.#listeners.delete(listener);
    };

    /** Uploads these files after those before. */
    add(files: readonly File[]): void {
        const jobs = files.map(file => ({
            upload: {
                id: ++this.#lastId,
                name: file.name,
                progress: 0,
                error: file.size === 0 ? ("empty" as const) : null,
            },
            file,
            abort: new AbortController(),
        }));
        this.#set([...this.#jobs, ...jobs]);
        void this.#run();
    }

    /** Tries a failed one again. */
    retry(id: number): void {
        this.#change(id, { error: null, progress: 0 });
        void this.#run();
    }

    /** Takes one off the list, and breaks it off if it is under way. */
    remove(id: number): void {
        this.#jobs.find(job => job.upload.id === id)?.abort.abort();
        this.#set(this.#jobs.filter(job => job.upload.id !== id));
    }

    async #run(): Promise<void> {
        if (this.#isRunning) {
            return;
        }

        this.#isRunning = true;
        for (let job = this.#next(); job !== undefined; job = this.#next()) {
            await this.#upload(job);
        }

        this.#isRunning = false;
    }

    #next(): Job | undefined {
        return this.#jobs.find(job => job.upload.error === null);
    }

    async #upload({ upload: { id }, file, abort }: Job): Promise<void> {
        try {
            const uploaded = await this.#uploadFile(file, progress => this.#change(id, { progress }), abort.signal);
            if (!abort.signal.aborted) {
                this.#set(this.#jobs.filter(job => job.upload.id !== id));
                this.#onUploaded(contentOf(uploaded));
            }
        } catch (error) {
            this.#change(id, { error: uploadErrorOf(error) });
        }
    }

    #change(id: number, changes: Partial<Upload>): void {
        this.#set(
            this.#jobs.map(job => (job.upload.id === id ? { ...job, upload: { ...job.upload, ...changes } } : job)),
        );
    }

    #set(jobs: readonly Job[]): void {
        this.#jobs = jobs;
        for (const listener of [...this.#listeners]) {
            listener();
        }
    }
}

/** An image is what the server found to be one, by its bytes. */
function contentOf({ id, name, contentType, size, width, height }: UploadedFile): ImageContent | FileContent {
    return width !== undefined && height !== undefined
        ? { type: "image", file: id, width, height, name }
        : { type: "file", file: id, name, size, contentType };
}
