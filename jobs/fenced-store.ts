import { renewLease } from "#db/queries/job-ledger.server.ts";
import type { Claim } from "#db/queries/job-ledger.server.ts";
import type { Store } from "#db/store.ts";

/**
 * The store as a claimed run sees it: every write renews the lease under its fence in the same
 * transaction. A worker that slept past its lease while another took the slot writes nothing more.
 */
export function fencedStore(store: Store, claim: Claim, now: () => number, leaseMs: number): Store {
  return {
    ...store,
    writeAll: async (build, audit) => (await store.writeAll((w) => [renewLease(store, w, claim, now() + leaseMs), ...build(w)], audit)).slice(1),
    writeUnaudited: async (build) => (await store.writeUnaudited((w) => [renewLease(store, w, claim, now() + leaseMs), ...build(w)])).slice(1),
  };
}
