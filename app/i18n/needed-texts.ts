import type { Namespace } from "./catalogue.ts";

/** Fetches the texts of one namespace in the page's language. */
export type FetchTexts = (namespace: Namespace) => Promise<void>;

/**
 * Which namespaces the browser has. The build adds `needTexts` to each module that says `useT` (vite-client.ts), so that the texts of a
 * page are asked for together with its code. On the server nothing is ever asked for: it has them all.
 */
let fetchTexts: FetchTexts | null = null;
const states = new Map<Namespace, "asked" | "there" | { readonly failed: unknown } | Promise<void>>();

function fetchInto(namespace: Namespace, fetch: FetchTexts): Promise<void> {
  const coming = fetch(namespace).then(
    () => void states.set(namespace, "there"),
    (failed: unknown) => void states.set(namespace, { failed })
  );
  states.set(namespace, coming);
  return coming;
}

/** A module was loaded that speaks from these namespaces: the names after `#texts `, separated by spaces. */
export function needTexts(list: string): void {
  for (const name of list.split(" ").slice(1) as Namespace[]) {
    if (states.has(name)) continue;
    if (fetchTexts) void fetchInto(name, fetchTexts);
    else states.set(name, "asked");
  }
}

/** Says how texts are fetched, and waits for all that were asked for so far. */
export async function fetchNeededTexts(fetch: FetchTexts): Promise<void> {
  fetchTexts = fetch;
  await Promise.all([...states.keys()].map((name) => fetchInto(name, fetch)));
}

/**
 * Holds a component back until its texts are there: throws their promise, as React's Suspense expects. A move to another page then keeps
 * the one before on the screen. Throws the fault if they could not be fetched; the next page tries again.
 */
export function awaitTexts(namespace: Namespace): void {
  if (!fetchTexts) return;
  const state = states.get(namespace);
  if (state === "there") return;
  if (state !== undefined && typeof state === "object" && "failed" in state) {
    states.delete(namespace);
    throw state.failed;
  }
  throw state instanceof Promise ? state : fetchInto(namespace, fetchTexts);
}
