import { CommandEnd, EXIT } from "./commands/command.ts";
import { giveWay } from "./give-way.ts";
import type { Io } from "./commands/command.ts";

type Run = (args: readonly string[], io: Io) => Promise<void>;

/** Commands load what they need only when they are called: `concord formula` opens no database. */
const COMMANDS: Readonly<Record<string, () => Promise<{ run: Run }>>> = {
  import: () => import("./commands/import.ts"),
  "close-period": () => import("./commands/close-period.ts"),
  export: () => import("./commands/export.ts"),
  jobs: () => import("./commands/jobs.ts"),
  keys: () => import("./commands/keys.ts"),
  user: () => import("./commands/user.ts"),
  audit: () => import("./commands/audit.ts"),
  backup: () => import("./commands/backup.ts"),
  restore: () => import("./commands/restore.ts"),
  doctor: () => import("./commands/doctor.ts"),
  demo: () => import("./commands/demo.ts"),
  evaluate: () => import("./commands/evaluate.ts"),
  formula: async () => ({ run: await jsonLines(async () => (await import("./commands/formula.ts")).answerFormula) }),
  serve: async () => ({ run: serve }),
  "business-time": async () => ({ run: await jsonLines(async () => (await import("./commands/business-time.ts")).answerBusinessTime) }),
};

/** The web process with the job process beside it; the demo company is loaded at the first start of a demo. */
const serve: Run = async (args, io) => {
  const { envOf, readArgs, refusal } = await import("./commands/command.ts");
  const { values } = readArgs(args, { web: { type: "boolean" } }, 0, "serve [--web]");
  const env = envOf(io);
  if (env.mode === "demo") await (await import("./commands/demo.ts")).loadDemoOnce(io);
  const { DEMO_PASSWORD, DEMO_ROLES, demoAddress } = await import("./demo/demo-accounts.ts");
  const { serve: serveWeb } = await import("#app/web/serve.server.ts");
  const demoAccounts = DEMO_ROLES.map((role) => ({ email: demoAddress(role), password: DEMO_PASSWORD, name: demoAddress(role), role: { en: role.roleEn, ru: role.roleRu } }));
  if (env.mode === "demo") {
    io.out("Demo accounts, password " + DEMO_PASSWORD + ":");
    for (const account of demoAccounts) io.out(`  ${account.email.padEnd(30)} ${account.role.en}`);
  }
  try {
    await serveWeb({ env, demoAccounts: env.mode === "demo" ? demoAccounts : [], withJobs: !values.web, say: io.out });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EADDRINUSE") throw refusal(`Port ${env.port} is in use. Stop what runs there, or set PORT to another number.`);
    throw error;
  }
};

/** What may run for minutes beside the portal. */
const LONG: ReadonlySet<string> = new Set(["import", "evaluate", "backup", "jobs"]);

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
  if (LONG.has(name!)) giveWay();
  try {
    await (await load()).run(args, io);
    return EXIT.ok;
  } catch (error) {
    if (error instanceof CommandEnd) {
      io.err(error.message);
      return error.exit;
    }
    // A database that this version cannot use says so in a sentence.
    if (error instanceof Error && error.name === "MigrationRefusal") {
      io.err(error.message);
      return EXIT.refused;
    }
    io.err(error instanceof Error ? (error.stack ?? error.message) : String(error));
    return EXIT.refused;
  }
}

// Whoever reads our output may stop reading (`| head`); that is no fault.
process.stdout.on("error", (error: NodeJS.ErrnoException) => process.exit(error.code === "EPIPE" ? EXIT.ok : EXIT.refused));

process.exitCode = await main(process.argv.slice(2));
