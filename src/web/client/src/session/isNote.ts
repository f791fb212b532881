/** Whether a uuid is one of the server's own notes, which come in the name of one of the two. The server takes none from others. */
export function isNote(uuid: string): boolean {
    return uuid.startsWith("note-");
}
