/** The files that were pasted or dropped; none where there are only texts. */
export function filesOf(data: DataTransfer | null): File[] {
    const files = Array.from(data?.files ?? []);
    // What is copied from a text processor comes as text and as a picture of it: the text is meant.
    return data?.types.includes("text/plain") ? [] : files;
}
