/** Requests are answered within 30 s or not at all: what was sent before that belongs to no answer of now. */
const ANSWERED_WITHIN_MS = 40_000;

export interface LastForm {
  /** Path and query that it was sent to. */
  readonly action: string;
  readonly encType: "application/x-www-form-urlencoded" | "multipart/form-data";
  readonly data: FormData;
}

let last: (LastForm & { readonly at: number }) | null = null;

/**
 * Keeps the last form that was sent, in the memory of this page and nowhere else, so that a page of "busy" can send it again. Listens before any
 * other, because React empties some forms as they are sent.
 */
export function rememberForms(): void {
  document.addEventListener(
    "submit",
    (event) => {
      const form = event.target;
      // Attributes, because a field called "action" or "method" hides the form's own.
      if (!(form instanceof HTMLFormElement) || form.getAttribute("method")?.toLowerCase() !== "post") return;
      const { submitter } = event;
      const { pathname, search } = new URL(submitter?.getAttribute("formaction") ?? form.getAttribute("action") ?? "", location.href);
      last = { action: pathname + search, encType: form.getAttribute("enctype") === "multipart/form-data" ? "multipart/form-data" : "application/x-www-form-urlencoded", data: new FormData(form, submitter), at: Date.now() };
    },
    { capture: true },
  );
}

/** The form that was just sent, once. */
export function takeLastForm(): LastForm | null {
  const taken = last && Date.now() - last.at < ANSWERED_WITHIN_MS ? last : null;
  last = null;
  return taken;
}
