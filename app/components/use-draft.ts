import { type RefObject, useEffect } from "react";

const PREFIX = "concord-draft-";
const keyOf = (id: string): string => PREFIX + id;

/**
 * Keeps what is being written in a form over a reload, in the memory of this browser tab: it never leaves the device and ends with the
 * tab, because a half-written opinion of a colleague is nobody else's on a shared computer. Names in `keep` stay as the server sent them.
 */
export function useDraft(place: RefObject<HTMLFormElement>, id: string, keep: readonly string[] = []): void {
  const kept = keep.join(" ");
  useEffect(() => {
    const form = place.current;
    if (!form) return;
    const except = new Set(["invitationId", ...kept.split(" ")]);
    restore(form, read(id), except);
    const save = () => write(id, [...new FormData(form)].filter((entry): entry is [string, string] => typeof entry[1] === "string" && entry[0] !== "invitationId"));
    form.addEventListener("input", save);
    return () => form.removeEventListener("input", save);
  }, [place, id, kept]);
}

/** Forgets a draft: its answer is recorded. */
export function forgetDraft(id: string): void {
  try {
    sessionStorage.removeItem(keyOf(id));
  } catch {
    // A browser that keeps nothing has nothing to forget.
  }
}

/** Forgets every draft of this tab: who signs out leaves no half-written opinion behind. */
export function forgetDrafts(): void {
  try {
    for (const key of Object.keys(sessionStorage)) if (key.startsWith(PREFIX)) sessionStorage.removeItem(key);
  } catch {
    // As above.
  }
}

function read(id: string): readonly (readonly [string, string])[] {
  try {
    const found: unknown = JSON.parse(sessionStorage.getItem(keyOf(id)) ?? "[]");
    return Array.isArray(found) ? found.filter((entry): entry is [string, string] => Array.isArray(entry) && entry.length === 2 && entry.every((part) => typeof part === "string")) : [];
  } catch {
    return [];
  }
}

function write(id: string, entries: readonly (readonly [string, string])[]): void {
  try {
    sessionStorage.setItem(keyOf(id), JSON.stringify(entries));
  } catch {
    // Full, or switched off: the form works as without drafts.
  }
}

function restore(form: HTMLFormElement, draft: readonly (readonly [string, string])[], except: ReadonlySet<string>): void {
  if (draft.length === 0) return;
  for (const field of form.elements) {
    if (field instanceof HTMLTextAreaElement) {
      const said = draft.find(([name]) => name === field.name);
      if (said && !except.has(field.name)) field.value = said[1];
    } else if (field instanceof HTMLInputElement && (field.type === "radio" || field.type === "checkbox") && !except.has(field.name)) {
      field.checked = draft.some(([name, value]) => name === field.name && value === field.value);
    }
  }
}
