/** Has a screen reader say something once it is done with what it says (WAI-ARIA `status`). */
export class Announcer {
    /** To be put into the page, once, before anything is announced. It is not seen. */
    readonly element: HTMLElement;

    constructor(document: Document) {
        this.element = document.createElement("div");
        this.element.className = "kc-unseen";
        this.element.setAttribute("role", "status");
        this.element.setAttribute("aria-live", "polite");
    }

    /** Says it; the same again as well. */
    announce(text: string): void {
        const line = this.element.ownerDocument.createElement("p");
        line.textContent = text;
        this.element.replaceChildren(line);
    }
}
