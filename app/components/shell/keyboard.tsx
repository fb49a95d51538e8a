import { useLocation, useNavigate } from "@remix-run/react";
import { lazy, Suspense, useCallback, useEffect, useRef, useState } from "react";
import { PLACES, type ShellData } from "./places.ts";

/** Event of the window by which any button opens the palette. */
export const OPEN_PALETTE = "concord:palette";

// Dialogs come when they are asked for: no page pays for them at first.
const CommandPalette = lazy(async () => ({
  default: (await import("./command-palette.tsx")).CommandPalette,
}));
const KeyboardHelp = lazy(async () => ({
  default: (await import("./keyboard-help.tsx")).KeyboardHelp,
}));

/** How long `g` waits for its letter. */
const CHORD_MS = 1_500;

/**
 * The keys of every page: `/` or Ctrl-K palette, `n` new request, `g` and a letter for places, `j` and `k` rows, `?` this list. Keys are told
 * by their place on the keyboard, so they work on a Russian layout too.
 */
export function Keyboard({ places, personKey, mayRequest }: Pick<ShellData, "places" | "personKey" | "mayRequest">) {
  const navigate = useNavigate();
  const { pathname } = useLocation();
  const [dialog, setDialog] = useState<"palette" | "help" | null>(null);
  const goPressedAt = useRef(0);

  useEffect(() => {
    const openPalette = () => setDialog("palette");
    const onKey = (event: KeyboardEvent) => {
      if ((event.ctrlKey || event.metaKey) && !event.altKey && event.code === "KeyK") {
        event.preventDefault();
        openPalette();
        return;
      }
      if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
      if (document.querySelector("[role=dialog]")) return;
      const letter = /^Key([A-Z])$/.exec(event.code)?.[1]?.toLowerCase();
      const afterGo = event.timeStamp - goPressedAt.current < CHORD_MS;
      goPressedAt.current = 0;
      if (afterGo && letter) {
        const place = PLACES.find((known) => known.letter === letter && places.includes(known.id));
        if (place) navigate(place.to);
      } else if (event.key === "?" || (event.code === "Slash" && event.shiftKey)) {
        event.preventDefault();
        setDialog("help");
      } else if (event.code === "Slash") {
        event.preventDefault();
        openPalette();
      } else if (letter === "g") {
        goPressedAt.current = event.timeStamp;
      } else if (letter === "j" || letter === "k") {
        moveRow(letter === "j" ? 1 : -1);
      } else if (letter === "n" && mayRequest) {
        navigate("/work/new");
      }
    };
    window.addEventListener(OPEN_PALETTE, openPalette);
    window.addEventListener("keydown", onKey);
    return () => {
      window.removeEventListener(OPEN_PALETTE, openPalette);
      window.removeEventListener("keydown", onKey);
    };
  }, [navigate, places, mayRequest]);
  useEffect(() => {
    const title = document.title;
    void import("./recent-things.ts").then(({ noteRecent }) => noteRecent(personKey, pathname, title));
  }, [personKey, pathname]);

  const close = useCallback(() => setDialog(null), []);
  if (dialog === null) return null;
  return (
    <Suspense fallback={null}>
      {dialog === "palette" ? <CommandPalette places={places} person={personKey} onClose={close} /> : null}
      {dialog === "help" ? <KeyboardHelp places={places} mayRequest={mayRequest} onClose={close} /> : null}
    </Suspense>
  );
}

function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  return target.isContentEditable || ["INPUT", "TEXTAREA", "SELECT"].includes(target.tagName);
}

/** Moves the focus to the next or previous row of the tables on the page. */
function moveRow(step: 1 | -1): void {
  const rows = [...document.querySelectorAll<HTMLElement>("[data-row-link]")];
  const at = rows.findIndex((row) => row === document.activeElement);
  const next = at < 0 ? (step === 1 ? 0 : rows.length - 1) : at + step;
  rows[next]?.focus();
  rows[next]?.closest("tr")?.scrollIntoView({ block: "nearest" });
}
