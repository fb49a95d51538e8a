// `npm start` on a fresh clone: installs what is missing, builds what is not built, and serves. Plain JavaScript
// without dependencies, because it runs before there are any.
import { spawn, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  console.error(`Concord needs Node.js 20.19 or later; this is ${process.versions.node}.`);
  process.exit(1);
}

/** Runs a step to its end; the program ends with it when it fails. */
function step(title, command, args, env = {}) {
  console.log(title);
  const done = spawnSync(command, args, { cwd: root, stdio: "inherit", env: { ...process.env, ...env } });
  if (done.status !== 0) process.exit(done.status ?? 1);
}

/** A hash of everything that a result is made from. */
function hashOf(paths) {
  const hash = createHash("sha256");
  const walk = (path) => {
    if (statSync(path).isDirectory()) for (const name of readdirSync(path).sort()) walk(join(path, name));
    else hash.update(path).update(readFileSync(path));
  };
  for (const path of paths) if (existsSync(join(root, path))) walk(join(root, path));
  return hash.digest("hex");
}

/** Does a step again when its sources differ from those it was last done with. */
function whenChanged(name, sources, isThere, work) {
  const stamp = join(root, "node_modules/.cache/concord", `${name}.hash`);
  const now = hashOf(sources);
  if (isThere() && existsSync(stamp) && readFileSync(stamp, "utf8") === now) return;
  work();
  mkdirSync(join(stamp, ".."), { recursive: true });
  writeFileSync(stamp, now);
}

export function install() {
  whenChanged("install", ["package-lock.json"], () => existsSync(join(root, "node_modules/tsx")), () => step("Installing packages", "npm", ["ci", "--no-audit", "--no-fund", "--include=dev"], { NODE_ENV: "" }));
}

export function build() {
  whenChanged("build", ["app", "public", "vite.config.ts", "remix.config.js", "package-lock.json"], () => existsSync(join(root, "build/server/index.js")), () =>
    step("Building the pages", process.execPath, [join(root, "node_modules/@remix-run/dev/dist/cli.js"), "vite:build", "--logLevel", "warn"], { NODE_ENV: "production" }),
  );
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  install();
  build();
  const child = spawn(process.execPath, ["--import", "tsx", join(root, "jobs/cli.ts"), "serve", ...process.argv.slice(2)], {
    cwd: root,
    stdio: "inherit",
    env: { ...process.env, NODE_ENV: "production" },
  });
  for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => child.kill(signal));
  child.on("exit", (code, signal) => process.exit(signal ? 0 : (code ?? 1)));
}
