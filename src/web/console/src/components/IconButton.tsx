import type { ButtonHTMLAttributes, ComponentChildren } from "preact";

type IconButtonProps = Omit<ButtonHTMLAttributes<HTMLButtonElement>, "icon" | "label"> & {
    readonly label: string;
    readonly icon: ComponentChildren;
    readonly disabled?: boolean;
};

/** A button that shows an icon; its words are read out, and shown to who points at it. */
export function IconButton({ label, icon, ...rest }: IconButtonProps) {
    return (
        <button type="button" class="kc-icon-button" aria-label={label} title={label} {...rest}>
            {icon}
        </button>
    );
}
