import { benchBusinessTime } from "./business-time.ts";
import { benchFullEvaluation, benchOneChange } from "./evaluation.ts";
import { firstPageBytes } from "./first-page.ts";
import { benchImport } from "./import.ts";
import { benchPages } from "./pages.ts";
import { benchPayDay } from "./pay-day.ts";

/**
 * `npm run bench`: the rows of design.md section 12 as JSON, one a line, ratios taken within one run.
 * BENCH_SHORT=1 uses small numbers: it shows that the benchmarks run, not how fast. BENCH_TASKS=1000000 takes the size that the design speaks
 * of for tasks and rows of a file; it needs some minutes and 10 GB of disk.
 */
const short = process.env.BENCH_SHORT === "1";
const size = Number(process.env.BENCH_TASKS ?? 100_000);
const rows: Record<string, () => unknown> = {
  "business time": () => benchBusinessTime(short ? 0.1 : 1),
  "full evaluation": () => benchFullEvaluation(short ? 2_000 : size),
  "re-evaluation after one change": () => (short ? benchOneChange(500, 2_000) : benchOneChange(10_000, size)),
  import: () => benchImport(short ? 2_000 : size),
  "close a period and prepare its run": () => (short ? benchPayDay(10, 200) : benchPayDay(200, 20_000)),
  "pages, p95": () => (short ? benchPages(0, 8) : benchPages(size, 40)),
  "JavaScript of a first page": () => firstPageBytes(),
};
const only = process.argv[2];
for (const [row, measure] of Object.entries(rows)) if (!only || row.includes(only)) console.log(JSON.stringify({ row, ...((await measure()) as object) }));
