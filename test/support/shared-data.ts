import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";

/** Real task data lies beside the checkout where it may be used; it is never part of the project. */
const FOLDER = fileURLToPath(new URL("../../../shared/data/", import.meta.url));

export const hasSharedData = existsSync(FOLDER);
export const sharedData = (name: string): string => FOLDER + name;

if (!hasSharedData) console.info("skipped: no data in ../shared/data");
