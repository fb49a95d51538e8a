import { constants, setPriority } from "node:os";

/**
 * Lets people's pages go first where processors are few: an import, an evaluation or a backup beside the portal takes what is left. Its own
 * priority a process may always lower; what it holds of the database it still gives back in batches.
 */
export function giveWay(): void {
  setPriority(constants.priority.PRIORITY_BELOW_NORMAL);
}
