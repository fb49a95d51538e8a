import { useEffect, useRef, useState, type FormEvent, type MouseEvent } from "react";
import type { ObligationPreview } from "./preview.server.ts";

const QUIET_MS = 400;

/**
 * Asks the server what the form promises when typing rests. By itself and not by a fetcher, whose answer would load every open page
 * part anew. Without JavaScript the form's own buttons ask.
 */
export function useLivePreview(path: string, shown: ObligationPreview) {
  const [asked, setAsked] = useState<{ readonly base: ObligationPreview; readonly preview: ObligationPreview } | null>(null);
  const [isBusy, setBusy] = useState(false);
  const [isStale, setStale] = useState(false);
  const timer = useRef<ReturnType<typeof setTimeout>>();
  const running = useRef<AbortController>();
  useEffect(() => () => {
    clearTimeout(timer.current);
    running.current?.abort();
  }, []);
  // What the page itself was answered since counts more than an older question of this hook.
  const preview = asked && asked.base === shown ? asked.preview : shown;

  const ask = async (form: HTMLFormElement, intent: "preview" | "dry-run") => {
    running.current?.abort();
    const controller = (running.current = new AbortController());
    setBusy(true);
    try {
      const body = new FormData(form);
      body.set("intent", intent);
      const response = await fetch(path, { method: "POST", body, signal: controller.signal });
      if (!response.ok) return;
      const found = (await response.json()) as ObligationPreview;
      // A dry run of earlier terms stays to be compared with, marked as such.
      setAsked((before) => ({ base: shown, preview: intent === "preview" ? { ...found, dryRun: (before?.base === shown ? before.preview : shown).dryRun } : found }));
      setStale(intent === "preview");
    } catch (error) {
      if (!(error instanceof DOMException && error.name === "AbortError") && !(error instanceof TypeError)) throw error;
    } finally {
      if (running.current === controller) setBusy(false);
    }
  };
  return {
    preview,
    isBusy,
    isStale,
    onInput: (event: FormEvent<HTMLFormElement>) => {
      const form = event.currentTarget;
      clearTimeout(timer.current);
      timer.current = setTimeout(() => void ask(form, "preview"), QUIET_MS);
    },
    onDryRun: (event: MouseEvent<HTMLButtonElement>) => {
      const { form } = event.currentTarget;
      if (!form) return;
      event.preventDefault();
      clearTimeout(timer.current);
      void ask(form, "dry-run");
    },
  };
}
