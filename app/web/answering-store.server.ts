import { BusyError, StorageFullError } from "#db/store.ts";
import type { Store } from "#db/store.ts";
import { problem } from "./api.server.ts";
import { noRoom } from "./no-room.server.ts";

/**
 * The store of the web process: a write that cannot be made now answers the request by itself, with 503 while another process
 * holds the database and 507 while its disk is full. Pages show their fault page for it, from which what was typed is sent again;
 * the API answers a problem. Nothing of the unit was written in either case.
 */
export function answeringStore(store: Store): Store {
  const answering = async <T>(writing: Promise<T>): Promise<T> => {
    try {
      return await writing;
    } catch (error) {
      if (error instanceof BusyError) throw problem({ status: 503, code: "busy", detail: "The database is busy. Send the request again." }, { "Retry-After": "1" });
      if (error instanceof StorageFullError) throw noRoom();
      throw error;
    }
  };
  return {
    ...store,
    writeAll: (build, audit) => answering(store.writeAll(build, audit)),
    writeUnaudited: (build) => answering(store.writeUnaudited(build)),
  };
}
