import { Link, type LinkProps } from "@remix-run/react";
import { type ButtonHTMLAttributes, forwardRef, type ReactNode } from "react";
import { classNames } from "./class-names.ts";

/** `primary`: the one action of a page. `danger`: names its consequence. `plain`: the rest. `quiet`: inside tables and bars. */
export type ButtonTone = "primary" | "plain" | "quiet" | "danger";
export type ButtonSize = "regular" | "small";

const TONES: Record<ButtonTone, string> = {
  primary: "bg-fill text-on-fill border-fill hover:bg-fill-hover hover:border-fill-hover",
  plain: "bg-raised text-ink border-line-strong hover:bg-hover",
  quiet: "bg-transparent text-muted border-transparent hover:bg-hover hover:text-ink",
  danger: "bg-danger text-on-fill border-danger hover:bg-danger-hover hover:border-danger-hover",
};
const SIZES: Record<ButtonSize, string> = {
  regular: "h-9 px-3.5 text-base",
  small: "h-7 px-2.5 text-sm",
};

function look(tone: ButtonTone, size: ButtonSize, className?: string): string {
  return classNames(
    "inline-flex shrink-0 items-center justify-center gap-1.5 rounded-md border font-medium whitespace-nowrap select-none",
    "disabled:opacity-50 disabled:cursor-not-allowed aria-busy:cursor-progress",
    TONES[tone],
    SIZES[size],
    className
  );
}

interface Shared {
  readonly tone?: ButtonTone;
  readonly size?: ButtonSize;
  /** A lucide icon of 16 px, before the words. */
  readonly icon?: ReactNode;
}

/** A button of a form. `type` is "submit" unless said otherwise. */
export const Button = forwardRef<
  HTMLButtonElement,
  Shared & ButtonHTMLAttributes<HTMLButtonElement>
>(function Button(
  { tone = "plain", size = "regular", icon, className, children, type = "submit", ...rest },
  ref
) {
  return (
    <button ref={ref} type={type} className={look(tone, size, className)} {...rest}>
      {icon}
      {children}
    </button>
  );
});

/** A link that looks like a button: it goes somewhere and changes nothing. */
export function LinkButton({
  tone = "plain",
  size = "regular",
  icon,
  className,
  children,
  ...rest
}: Shared & LinkProps) {
  return (
    <Link className={look(tone, size, className)} {...rest}>
      {icon}
      {children}
    </Link>
  );
}

/** A square button of an icon only; `label` is what it is called. */
export const IconButton = forwardRef<
  HTMLButtonElement,
  { readonly label: string; readonly size?: ButtonSize } & ButtonHTMLAttributes<HTMLButtonElement>
>(function IconButton(
  { label, size = "regular", className, children, type = "button", ...rest },
  ref
) {
  return (
    <button
      ref={ref}
      type={type}
      aria-label={label}
      title={label}
      className={classNames(
        "grid shrink-0 place-items-center rounded-md text-muted hover:bg-hover hover:text-ink disabled:opacity-50",
        size === "small" ? "size-7" : "size-9",
        className
      )}
      {...rest}
    >
      {children}
    </button>
  );
});
