import { spawn, spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Whether this machine has strace and lets it look at a process. */
export const canTrace = (): boolean => spawnSync("strace", ["-o", "/dev/null", "true"], { stdio: "ignore" }).status === 0;

/** Whether a process can be given a network of its own. */
export const canUnshareNet = (): boolean => spawnSync("unshare", ["-rn", "true"], { stdio: "ignore" }).status === 0;

export interface Traced {
  readonly code: number | null;
  readonly out: string;
  /** The system calls, one a line, of all its threads and children. */
  readonly calls: readonly string[];
}

/** Runs a command under strace and returns the calls of the given names; `network` "none" gives it a network of its own, with loopback alone. */
export function traced(command: readonly string[], calls: readonly string[], options: { readonly env: NodeJS.ProcessEnv; readonly network: "none" | "shared"; readonly endAfterMs?: number }): Promise<Traced> {
  const folder = mkdtempSync(join(tmpdir(), "concord-strace-"));
  const log = join(folder, "calls");
  const strace = ["strace", "-f", "-qq", "-e", `trace=${calls.join(",")}`, "-e", "signal=none", "-o", log, ...command];
  const [program, ...args] = options.network === "none" ? ["unshare", "-rn", "sh", "-c", 'ip link set lo up 2>/dev/null; exec "$@"', "sh", ...strace] : strace;
  return new Promise((resolve) => {
    let out = "";
    // A group of its own, so that all of it can be ended.
    const child = spawn(program!, args, { env: options.env, stdio: ["ignore", "pipe", "pipe"], detached: true });
    for (const stream of [child.stdout, child.stderr]) stream.on("data", (part: Buffer) => (out += part.toString("utf8")));
    const timer = options.endAfterMs === undefined ? undefined : setTimeout(() => process.kill(-child.pid!, "SIGTERM"), options.endAfterMs);
    child.once("close", (code) => {
      clearTimeout(timer);
      const lines = readFileSync(log, "utf8").split("\n").filter(Boolean);
      rmSync(folder, { recursive: true, force: true });
      resolve({ code, out, calls: lines });
    });
  });
}
