import { Dialog as RadixDialog } from "radix-ui";
import { X } from "lucide-react";
import type { ReactNode } from "react";
import { useT } from "#app/i18n/use-t.ts";
import { IconButton } from "./button.tsx";
import { classNames } from "./class-names.ts";

/**
 * A dialog over the page. Give `trigger` (a `Button type="button"`), or `open` and `onOpenChange`. `place` `top` is for the palette.
 * Load it lazily, as `ConfirmDialog` does: no page needs it at first.
 */
export function Dialog({
  title,
  description,
  trigger,
  open,
  onOpenChange,
  returnFocus,
  width = "regular",
  place = "middle",
  bare = false,
  children,
}: {
  readonly title: string;
  readonly description?: ReactNode;
  readonly trigger?: ReactNode;
  readonly open?: boolean;
  readonly onOpenChange?: (open: boolean) => void;
  /** Puts the focus back where the dialog was opened; without a `trigger` only the opener knows where that is. */
  readonly returnFocus?: () => void;
  readonly width?: "regular" | "wide";
  readonly place?: "middle" | "top";
  /** Only the content: the title is for readers. */
  readonly bare?: boolean;
  readonly children: ReactNode;
}) {
  const t = useT("common");
  return (
    <RadixDialog.Root open={open} onOpenChange={onOpenChange}>
      {trigger ? <RadixDialog.Trigger asChild>{trigger}</RadixDialog.Trigger> : null}
      <RadixDialog.Portal>
        <RadixDialog.Overlay className="fixed inset-0 z-40 bg-[rgb(10_13_20/0.45)]" />
        <RadixDialog.Content
          {...(description ? {} : { "aria-describedby": undefined })}
          onCloseAutoFocus={
            returnFocus &&
            ((event) => {
              event.preventDefault();
              returnFocus();
            })
          }
          className={classNames(
            "fixed inset-x-3 z-50 mx-auto flex max-h-[85vh] flex-col overflow-hidden rounded-lg border border-line-strong bg-raised outline-none",
            width === "wide" ? "max-w-2xl" : "max-w-md",
            place === "top" ? "top-[12vh]" : "top-1/2 -translate-y-1/2"
          )}
        >
          {bare ? (
            <RadixDialog.Title className="sr-only">{title}</RadixDialog.Title>
          ) : (
            <header className="flex items-start justify-between gap-4 px-5 pt-4 pb-2">
              <div>
                <RadixDialog.Title className="text-lg font-semibold">{title}</RadixDialog.Title>
                {description ? (
                  <RadixDialog.Description asChild>
                    <div className="mt-1 text-pretty text-muted">{description}</div>
                  </RadixDialog.Description>
                ) : null}
              </div>
              <RadixDialog.Close asChild>
                <IconButton label={t("close")} size="small" className="-mr-2">
                  <X aria-hidden size={16} />
                </IconButton>
              </RadixDialog.Close>
            </header>
          )}
          <div className={classNames("min-h-0 overflow-y-auto", !bare && "px-5 pt-1 pb-5")}>
            {children}
          </div>
        </RadixDialog.Content>
      </RadixDialog.Portal>
    </RadixDialog.Root>
  );
}
