import { Info } from "lucide-react";
import { useEffect, useId, useRef } from "react";
import { useT } from "#app/i18n/use-t.ts";

const GAP = 6;
const EDGE = 8;

/**
 * The ⓘ behind a term: one line that explains it. It opens by press, in the browser's top layer, so nothing clips it; without
 * JavaScript it opens in the middle of the page.
 */
export function InfoTip({ text }: { readonly text: string }) {
  const t = useT("common");
  const id = useId();
  const buttonRef = useRef<HTMLButtonElement>(null);
  const tipRef = useRef<HTMLSpanElement>(null);

  useEffect(() => {
    const button = buttonRef.current;
    const tip = tipRef.current;
    if (!button || !tip) return;
    const place = (event: Event) => {
      if ((event as ToggleEvent).newState !== "open") return;
      const anchor = button.getBoundingClientRect();
      const { width, height } = tip.getBoundingClientRect();
      const left = Math.min(anchor.left - EDGE / 2, window.innerWidth - width - EDGE);
      const below = anchor.bottom + GAP;
      const top = below + height > window.innerHeight ? anchor.top - GAP - height : below;
      tip.style.margin = "0";
      tip.style.left = `${Math.max(EDGE, left)}px`;
      tip.style.top = `${top}px`;
    };
    // Before it shows, so that it never appears elsewhere; and again when its size is known.
    tip.addEventListener("beforetoggle", place);
    tip.addEventListener("toggle", place);
    return () => {
      tip.removeEventListener("beforetoggle", place);
      tip.removeEventListener("toggle", place);
    };
  }, []);

  return (
    <>
      <button
        ref={buttonRef}
        type="button"
        aria-label={t("explain")}
        {...{ popovertarget: id }}
        className="no-print relative z-1 -m-1 inline-grid size-6 shrink-0 place-items-center rounded-full align-[-7px] text-faint hover:text-ink"
      >
        <Info aria-hidden size={13} />
      </button>
      <span
        ref={tipRef}
        id={id}
        {...{ popover: "auto" }}
        className="max-w-64 rounded-md border border-line-strong bg-raised px-2.5 py-1.5 text-left text-sm font-normal whitespace-normal text-ink"
      >
        {text}
      </span>
    </>
  );
}
