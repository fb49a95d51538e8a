// `npm run concord -- COMMAND`: the command line, in a process with the options that its command wants. Plain
// JavaScript, because it runs before there is a loader for anything else.
import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import { nodeOptions } from "./node-options.mjs";

const args = process.argv.slice(2);
const child = spawn(process.execPath, [...nodeOptions(args[0]), fileURLToPath(new URL("cli.ts", import.meta.url)), ...args], { stdio: "inherit" });
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => child.kill(signal));
child.on("error", (error) => {
  console.error(error.message);
  process.exit(1);
});
child.on("exit", (code, signal) => {
  if (!signal) process.exit(code ?? 1);
  // A shell tells a killed command from one that ended.
  process.removeAllListeners(signal);
  process.kill(process.pid, signal);
});
