import { ringOf, type Key } from "#db/key-ring.server.ts";
import { countSealedUnder, countSignedWith, loadLinksInMails } from "#db/queries/sealed-values.server.ts";
import { sha256 } from "#db/new-id.server.ts";
import type { Store } from "#db/store.ts";
import { makeToken } from "../signed-token.server.ts";
import { SEALED_PLACES } from "./sealed-places.server.ts";

/** The rings of keys, by the words of the command line. */
export const KEY_RINGS = ["pay", "app", "audit"] as const;
export type KeyRingName = (typeof KEY_RINGS)[number];

/** What still needs a key. */
export interface KeyUse {
  /** Values that are sealed under it. */
  readonly values: number;
  /** Rows of the audit log that it signed; they keep their signature for ever. */
  readonly signed: number;
  /** Links of mails that it signed, and that are neither used nor over. */
  readonly links: number;
}

/** What still needs a key of a ring. */
export async function useOfKey(store: Store, ring: KeyRingName, key: Key, now: number): Promise<KeyUse> {
  if (ring === "audit") return { values: 0, signed: await countSignedWith(store, key.id), links: 0 };
  let values = 0;
  for (const at of SEALED_PLACES) if (at.ring === ring) values += await countSealedUnder(store, at, key.id);
  return { values, signed: 0, links: ring === "app" ? await linksOf(store, key, now) : 0 };
}

/** Tokens are kept nowhere; the one that this key would have made is compared by its hash. */
async function linksOf(store: Store, key: Key, now: number): Promise<number> {
  const alone = ringOf([key]);
  const links = await loadLinksInMails(store, now);
  return links.filter(({ purpose, id, expiresAt, tokenHash }) => sha256(makeToken(alone, purpose, id, expiresAt)) === tokenHash).length;
}
