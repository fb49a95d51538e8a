import { parseArgs } from "node:util";
import type { ParseArgsConfig } from "node:util";
import { EnvRefusal, readEnv } from "#app/env.server.ts";
import type { Env } from "#app/env.server.ts";
import type { OperationContext } from "#app/operations/context.ts";
import { openStore } from "#db/open-store.server.ts";

/** Exit codes of the command line (design.md section 11). */
export const EXIT = { ok: 0, refused: 1, usage: 2 } as const;

export interface Io {
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
  readonly variables: Readonly<Record<string, string | undefined>>;
  readonly now: () => number;
}

/** Ends a command with a sentence and an exit code. */
export class CommandEnd extends Error {
  readonly exit: number;
  constructor(exit: number, sentence: string) {
    super(sentence);
    this.name = "CommandEnd";
    this.exit = exit;
  }
}

export const usage = (sentence: string) => new CommandEnd(EXIT.usage, sentence);
export const refusal = (sentence: string) => new CommandEnd(EXIT.refused, sentence);

/** Arguments by name; an unknown or missing one is wrong usage. */
export function readArgs<O extends NonNullable<ParseArgsConfig["options"]>>(args: readonly string[], options: O, words: number, how: string) {
  try {
    const parsed = parseArgs({ args: [...args], options: { json: { type: "boolean" }, ...options }, allowPositionals: true, strict: true });
    if (parsed.positionals.length !== words) throw new Error("words");
    return parsed;
  } catch {
    throw usage(`Usage: concord ${how}`);
  }
}

/** Environment and store for the length of one command. */
export async function withStore<T>(io: Io, work: (ctx: OperationContext & { readonly env: Env }) => Promise<T>): Promise<T> {
  const env = envOf(io);
  const now = io.now();
  const store = await openStore(env.database, { audit: env.auditKey, pay: env.payKey }, "jobs", now);
  try {
    return await work({ store, now, actor: { kind: "cli", id: io.variables.USER ?? "cli" }, env });
  } finally {
    await store.close();
  }
}

export function envOf(io: Io): Env {
  try {
    return readEnv(io.variables);
  } catch (error) {
    if (error instanceof EnvRefusal) throw refusal(error.sentences.join("\n"));
    throw error;
  }
}

/** A result as a line of JSON, or as `name: value` lines for people. */
export function print(io: Io, asJson: boolean | undefined, result: Readonly<Record<string, unknown>>): void {
  if (asJson) io.out(JSON.stringify(result));
  else for (const [name, value] of Object.entries(result)) io.out(`${name}: ${typeof value === "object" ? JSON.stringify(value) : String(value)}`);
}
