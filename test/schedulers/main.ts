/**
 * `npm run test:schedulers -- [ticks] [schedulers]`: schedulers over one database by a simulated clock, one run in ten asleep past its lease.
 * `npm run test:schedulers -- processes [seconds] [schedulers]`: real processes, stopped with SIGSTOP for twice their lease and let go on.
 */
import { stopAndGo } from "./stop-and-go.ts";
import { simulate } from "./simulate.ts";

const [first, second, third] = process.argv.slice(2);
const { slots, ...outcome } = first === "processes" ? await stopAndGo({ seconds: Number(second ?? 60), schedulers: Number(third ?? 3) }) : await simulate({ ticks: Number(first ?? 10_000), schedulers: Number(second ?? 3), seed: Number(third ?? 1) });
console.log(JSON.stringify({ ...outcome, slots: slots.length }));
process.exitCode = outcome.doubled + outcome.disagreeing + outcome.missing === 0 ? 0 : 1;
