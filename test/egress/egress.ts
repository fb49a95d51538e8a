import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { traced } from "#test/support/traced.ts";

export interface EgressOutcome {
  /** Calls that connect or send anywhere. */
  readonly calls: number;
  /** Those to an address of another machine, or to a resolver of names. */
  readonly outside: readonly string[];
  readonly code: number | null;
  readonly out: string;
}

/** Loopback, and sockets of the machine itself; a resolver of names on loopback is outside all the same. */
const isInside = (call: string): boolean => !/htons\(53\)/.test(call) && (!/AF_INET/.test(call) || /inet_addr\("127\.|"::1"|::ffff:127\./.test(call));

/**
 * Runs a command in a network of its own, where there is nothing but loopback, and reads from the kernel whom it tried to reach. Neither a mail
 * server nor a webhook is set: nobody is to be reached at all.
 */
export async function egressOf(command: readonly string[], options: { readonly endAfterMs?: number } = {}): Promise<EgressOutcome> {
  const dataDir = mkdtempSync(join(tmpdir(), "concord-egress-"));
  try {
    const env: NodeJS.ProcessEnv = { ...process.env, DATA_DIR: dataDir, DATABASE_URL: "", APP_ORIGIN: "", SMTP_URL: "", NODE_ENV: "production", LOG_LEVEL: "warn", PORT: "0", VITEST: "" };
    const { calls, code, out } = await traced([process.execPath, "--import", "tsx", ...command], ["connect", "sendto", "sendmsg", "sendmmsg"], { env, network: "none", ...options });
    const reaching = calls.filter((call) => /AF_INET/.test(call) || /connect\(/.test(call));
    return { calls: reaching.length, outside: reaching.filter((call) => !isInside(call)), code, out };
  } finally {
    rmSync(dataDir, { recursive: true, force: true });
  }
}
