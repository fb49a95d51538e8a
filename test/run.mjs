// `npm test`: installs what is missing, builds, and runs every test: once in the machine's zone, the zone-sensitive
// ones under four zones, the built portal over the demo company, and where Chromium is there the browser tests and a look at every page.
// Ends with one line of counts.
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build, install } from "../jobs/start.mjs";

const root = fileURLToPath(new URL("..", import.meta.url));
const results = mkdtempSync(join(tmpdir(), "concord-results-"));
const total = { passed: 0, failed: 0, skipped: 0 };
const ZONES = ["UTC", "Europe/Moscow", "Asia/Kolkata", "America/New_York"];
const ZONE_SENSITIVE = ["test/domain/time", "test/domain/calendar", "test/domain/schedule", "test/domain/evaluation", "test/format"];
const CHROMIUM = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"].find(existsSync);

function vitest(title, args, env = {}) {
  console.log(`\n== ${title}`);
  const file = join(results, `${title.replaceAll(/[^a-z0-9]+/gi, "-")}.json`);
  const done = spawnSync(process.execPath, [join(root, "node_modules/vitest/vitest.mjs"), "run", ...args, "--reporter=default", "--reporter=json", `--outputFile.json=${file}`], {
    cwd: root,
    stdio: "inherit",
    env: { ...process.env, ...env },
  });
  if (!existsSync(file)) {
    total.failed += 1;
    return;
  }
  const report = JSON.parse(readFileSync(file, "utf8"));
  total.passed += report.numPassedTests;
  total.skipped += report.numPendingTests + report.numTodoTests;
  // A file that cannot be loaded has no tests of its own to fail.
  total.failed += Math.max(report.numFailedTests, done.status === 0 ? 0 : 1);
}

/** One demo company for all suites that copy it; where it cannot be loaded, each suite says so itself. */
function loadDemo() {
  console.log("\n== demo company");
  const DEMO_DIR = join(results, "demo");
  const done = spawnSync(process.execPath, ["--import", "tsx", "jobs/cli.ts", "demo"], {
    cwd: root,
    stdio: ["ignore", "ignore", "inherit"],
    env: { ...process.env, NODE_ENV: "production", DATA_DIR: DEMO_DIR, DATABASE_URL: "", APP_ORIGIN: "" },
  });
  return done.status === 0 ? { DEMO_DIR } : {};
}

install();
build();
vitest("all tests", process.argv.slice(2));
if (process.argv.length === 2) {
  const sensitive = ZONE_SENSITIVE.filter((path) => existsSync(join(root, path)));
  // The machine's own zone had all tests already.
  const own = new Intl.DateTimeFormat().resolvedOptions().timeZone;
  for (const zone of ZONES.filter((one) => one !== own)) vitest(`zone ${zone}`, sensitive, { TZ: zone });
  const demo = loadDemo();
  vitest("portal", ["--config", "vitest.portal.config.ts"], demo);
  if (CHROMIUM) {
    vitest("browser", ["--config", "vitest.browser.config.ts"], { CHROMIUM, ...demo });
    vitest("every page", ["--config", "vitest.pages.config.ts"], { CHROMIUM, ...demo });
  } else if (process.env.REQUIRE_BROWSER === "1") {
    console.error("\nThe browser tests need Chromium: apt-get install chromium");
    total.failed += 1;
  } else {
    console.log("\nBrowser tests skipped: there is no Chromium on this machine.");
    total.skipped += 1;
  }
}
rmSync(results, { recursive: true, force: true });
console.log(`\n${total.passed} passed, ${total.failed} failed${total.skipped > 0 ? `, ${total.skipped} skipped` : ""}`);
process.exit(total.failed > 0 ? 1 : 0);
