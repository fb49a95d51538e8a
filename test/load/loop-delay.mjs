import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { monitorEventLoopDelay } from "node:perf_hooks";

/** Loaded before a process that is measured: writes how late its event loop was (ms) into a file named after the process when it ends. */
const folder = process.env.LOOP_DELAY_FOLDER;
if (folder) {
  const RESOLUTION_MS = 10;
  const delay = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
  delay.enable();
  // The timer's own period is no delay.
  const ms = (nanoseconds) => Math.max(0, Math.round(nanoseconds / 1e6) - RESOLUTION_MS);
  process.on("exit", () => writeFileSync(join(folder, `${process.pid}.json`), JSON.stringify({ p99: ms(delay.percentile(99)), most: ms(delay.max) })));
}
