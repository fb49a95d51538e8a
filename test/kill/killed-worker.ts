import { spawn } from "node:child_process";
import { join } from "node:path";

export interface Ended {
  readonly wasKilled: boolean;
  readonly out: string;
  /** From the beginning of its work, which it says with "ready", to its end. */
  readonly workMs: number;
}

/** What a worker over a data folder of its own is started with. */
export const workerEnvironment = (dataDir: string): NodeJS.ProcessEnv => ({ ...process.env, DATA_DIR: dataDir, DATABASE_URL: `file:${join(dataDir, "concord.sqlite")}`, APP_ORIGIN: "", NODE_ENV: "production", LOG_LEVEL: "silent", TZ_ORG: "UTC", IMPORT_FOLDER: "" });

/** Starts a worker of this folder as a process of its own; kills it `killAfterMs` after it has begun to work, or when whoever is armed says so. */
export function runWorker(worker: string, args: readonly string[], env: NodeJS.ProcessEnv, killAfterMs?: number, arm?: (kill: () => void) => void): Promise<Ended> {
  return new Promise((resolve) => {
    let out = "";
    let readyAt = 0;
    const child = spawn(process.execPath, ["--import", "tsx", `test/kill/${worker}`, ...args], { env, stdio: ["ignore", "pipe", "pipe"] });
    const listen = (part: Buffer) => {
      out += part.toString("utf8");
      if (readyAt !== 0 || !out.includes("ready")) return;
      readyAt = performance.now();
      arm?.(() => void child.kill("SIGKILL"));
      if (killAfterMs !== undefined) setTimeout(() => child.kill("SIGKILL"), killAfterMs);
    };
    child.stdout.on("data", listen);
    child.stderr.on("data", listen);
    child.once("close", (_code, signal) => resolve({ wasKilled: signal === "SIGKILL", out, workMs: performance.now() - readyAt }));
  });
}
