import { CommandEnd, EXIT } from "./commands/command.ts";
import type { Io } from "./commands/command.ts";

type Run = (args: readonly string[], io: Io) => Promise<void>;

/** Commands load what they need only when they are called: `concord formula` opens no database. */
const COMMANDS: Readonly<Record<string, () => Promise<{ run: Run }>>> = {
  import: () => import("./commands/import.ts"),
  "close-period": () => import("./commands/close-period.ts"),
  export: () => import("./commands/export.ts"),
  evaluate: () => import("./commands/evaluate.ts"),
  formula: async () => ({ run: await jsonLines(async () => (await import("./commands/formula.ts")).answerFormula) }),
  "business-time": async () => ({ run: await jsonLines(async () => (await import("./commands/business-time.ts")).answerBusinessTime) }),
};

async function jsonLines(load: () => Promise<(line: string) => string>): Promise<Run> {
  return async () => {
    const { runJsonLines } = await import("./commands/json-lines.ts");
    await runJsonLines(await load(), process.stdin, process.stdout);
  };
}

async function main(argv: readonly string[]): Promise<number> {
  const [name, ...args] = argv;
  const load = name ? COMMANDS[name] : undefined;
  const io: Io = {
    out: (text) => process.stdout.write(`${text}\n`),
    err: (text) => process.stderr.write(`${text}\n`),
    variables: process.env,
    now: () => Date.now(),
  };
  if (!load) {
    io.err(`concord: commands are ${Object.keys(COMMANDS).sort().join(", ")}.`);
    return EXIT.usage;
  }
  try {
    await (await load()).run(args, io);
    return EXIT.ok;
  } catch (error) {
    if (error instanceof CommandEnd) {
      io.err(error.message);
      return error.exit;
    }
    io.err(error instanceof Error ? (error.stack ?? error.message) : String(error));
    return EXIT.refused;
  }
}

process.exitCode = await main(process.argv.slice(2));
