/**
 * `npm run test:faults -- locked [seconds] [writers]`: another process holds the database.
 * `npm run test:faults -- disk [megabytes]`: the disk fills up under writes, a backup and uploads (needs to mount a tmpfs).
 * `npm run test:faults -- sync [commits]`: what each commit asks of the disk (needs strace).
 */
import { countSyncs } from "./count-syncs.ts";
import { fillDisk } from "./fill-disk.ts";
import { holdLocked } from "./hold-locked.ts";

const [what, size, more] = process.argv.slice(2);
if (what === "locked") console.log(JSON.stringify(await holdLocked({ holdMs: Number(size ?? 30) * 1000, writers: Number(more ?? 20) })));
else if (what === "disk") console.log(JSON.stringify(await fillDisk({ megabytes: Number(size ?? 64) })));
else if (what === "sync") console.log(JSON.stringify(await countSyncs(Number(size ?? 1000))));
else {
  console.error("Usage: npm run test:faults -- locked [seconds] [writers] | disk [megabytes] | sync [commits]");
  process.exitCode = 2;
}
