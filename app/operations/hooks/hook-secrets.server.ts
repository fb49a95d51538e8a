import { createHash, timingSafeEqual } from "node:crypto";
import { type KeyRing, purposeKey } from "#db/key-ring.server.ts";
import { payCipher } from "#db/pay-cipher.server.ts";

/**
 * Secrets of webhooks are sealed with AES-256-GCM under a key of their own that is made from APP_SECRET; the database alone opens none.
 * They are kept rather than derived because half of the systems make the secret themselves and it has to be typed in. Values sealed
 * under an older key of the ring still open.
 */
export function hookSecrets(ring: KeyRing): { seal(place: string, text: string): string; open(place: string, sealed: string): string } {
  const own = (id: string) => {
    const key = ring.byId(id);
    return key && purposeKey(key, "concord webhook secrets");
  };
  const cipher = payCipher({ current: purposeKey(ring.current, "concord webhook secrets"), byId: own });
  return { seal: (place, text) => cipher.seal(place, text), open: (place, sealed) => cipher.open<string>(place, sealed) };
}

export const placeOfHookIn = (id: string) => `hook_in.${id}.secret`;

/** Whether two texts are the same, in a time that says nothing about where they differ. */
export function sameText(a: string, b: string): boolean {
  const digest = (text: string) => createHash("sha256").update(text).digest();
  return timingSafeEqual(digest(a), digest(b));
}
