import { spawn, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

export interface DiskOutcome {
  /** Writes that were acknowledged before the disk was full, and after there was room again. */
  readonly before: number;
  readonly after: number;
  readonly refused: number;
  readonly faults: readonly string[];
}

const NAMESPACE = ["--user", "--map-root-user", "--mount"];

/** Whether this machine lets a process mount a file system of its own. */
export function canMount(): boolean {
  return spawnSync("unshare", [...NAMESPACE, "sh", "-c", "mount -t tmpfs -o size=1m tmpfs /mnt"], { stdio: "ignore" }).status === 0;
}

/** Runs `full-disk-worker.ts` on a file system of so many megabytes that nobody else sees and that ends with it. */
export function fillDisk({ megabytes }: { readonly megabytes: number }): Promise<DiskOutcome> {
  const place = mkdtempSync(join(tmpdir(), "concord-disk-"));
  return new Promise((resolve, reject) => {
    let out = "";
    const script = `mount -t tmpfs -o size=${megabytes}m tmpfs "$0" && exec "$1" --import tsx test/faults/full-disk-worker.ts "$0"`;
    const child = spawn("unshare", [...NAMESPACE, "sh", "-c", script, place, process.execPath], { stdio: ["ignore", "pipe", "pipe"] });
    for (const stream of [child.stdout, child.stderr]) stream.on("data", (part: Buffer) => (out += part.toString("utf8")));
    child.once("close", (code) => {
      rmSync(place, { recursive: true, force: true });
      const said = out.trim().split("\n").at(-1) ?? "";
      if (code === 0 && said.startsWith("{")) resolve(JSON.parse(said) as DiskOutcome);
      else reject(new Error(`the worker ended with ${code}: ${out}`));
    });
  });
}
