import { setImmediate } from "node:timers/promises";
import type { Store } from "#db/store.ts";

/**
 * The store of a process that does several long jobs side by side. The embedded database answers at once, so that a job which only reads and
 * writes would never let timers, other jobs and signals have their turn; here each write lets them first.
 */
export function breathingStore(store: Store): Store {
  return {
    ...store,
    writeAll: async (build, audit) => {
      await setImmediate();
      return store.writeAll(build, audit);
    },
    writeUnaudited: async (build) => {
      await setImmediate();
      return store.writeUnaudited(build);
    },
  };
}
