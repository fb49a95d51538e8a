import { lazy, type ReactNode, Suspense, useRef, useState } from "react";
import { Button, type ButtonTone } from "./button.tsx";

const Dialog = lazy(async () => ({ default: (await import("./dialog.tsx")).Dialog }));

/**
 * Asks before something that cannot be undone. The title names the act and the object ("Close June 2026 for 12 departments"), the
 * description the consequence; `children` is the form, whose button repeats the act. Without JavaScript the trigger does nothing, so
 * the act also needs a page of its own where that matters.
 */
export function ConfirmDialog({
  title,
  consequence,
  triggerLabel,
  triggerTone = "plain",
  triggerIcon,
  triggerSize = "regular",
  initiallyOpen = false,
  children,
}: {
  readonly title: string;
  readonly consequence: ReactNode;
  readonly triggerLabel: string;
  readonly triggerTone?: ButtonTone;
  readonly triggerIcon?: ReactNode;
  readonly triggerSize?: "regular" | "small";
  /** The form came back with an error. */
  readonly initiallyOpen?: boolean;
  /** The form; it gets a function that closes the dialog. */
  readonly children: (close: () => void) => ReactNode;
}) {
  const [open, setOpen] = useState(initiallyOpen);
  const triggerRef = useRef<HTMLButtonElement>(null);
  return (
    <>
      <Button
        ref={triggerRef}
        type="button"
        tone={triggerTone}
        size={triggerSize}
        icon={triggerIcon}
        aria-haspopup="dialog"
        aria-expanded={open}
        onClick={() => setOpen(true)}
      >
        {triggerLabel}
      </Button>
      {open ? (
        <Suspense fallback={null}>
          <Dialog title={title} description={consequence} open onOpenChange={setOpen} returnFocus={() => triggerRef.current?.focus()}>
            {children(() => setOpen(false))}
          </Dialog>
        </Suspense>
      ) : null}
    </>
  );
}
