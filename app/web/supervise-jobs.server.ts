import { spawn } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { fileURLToPath } from "node:url";
import type { Logger } from "pino";

const MAIN = fileURLToPath(new URL("../../jobs/main.ts", import.meta.url));
const LONGEST_PAUSE_MS = 30_000;
/** A process that ran this long was healthy: the next restart is quick again. */
const HEALTHY_MS = 60_000;

export interface JobSupervisor {
  /** Asks the job process to finish its batch and waits for it. */
  stop(): Promise<void>;
}

/** Keeps one job process running beside this one, with a connection of its own; `args` say which jobs are its, `nodeOptions` how Node.js runs it. */
export function superviseJobs(log: Logger, args: readonly string[] = [], nodeOptions: readonly string[] = []): JobSupervisor {
  let child: ChildProcess | null = null;
  let stopping = false;
  let pause = 1_000;
  let timer: NodeJS.Timeout | null = null;

  const start = () => {
    const startedAt = Date.now();
    child = spawn(process.execPath, [...nodeOptions, "--import", "tsx", MAIN, ...args], { stdio: ["ignore", "inherit", "inherit", "ipc"], env: process.env });
    child.on("exit", (code, signal) => {
      child = null;
      if (stopping) return;
      if (Date.now() - startedAt > HEALTHY_MS) pause = 1_000;
      log.error({ code, signal, pauseMs: pause }, "the job process ended; it is started again");
      timer = setTimeout(start, pause);
      pause = Math.min(pause * 2, LONGEST_PAUSE_MS);
    });
  };
  start();

  return {
    stop: () => {
      stopping = true;
      if (timer) clearTimeout(timer);
      const running = child;
      if (!running) return Promise.resolve();
      return new Promise((resolve) => {
        running.once("exit", () => resolve());
        running.kill("SIGTERM");
      });
    },
  };
}
