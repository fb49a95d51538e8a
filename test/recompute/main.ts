/**
 * `npm run test:recompute -- [periods] [seed]`: random periods closed and paid by the product, exported, and computed
 * again by programs that share no code with it. Prints what was compared and every difference; ends with 1 if there is any.
 */
import { recomputePeriods } from "./random-periods.ts";

const outcome = await recomputePeriods(Number(process.argv[2] ?? 1000), Number(process.argv[3] ?? 1));
console.log(JSON.stringify({ ...outcome, faults: outcome.faults.length, first: outcome.faults.slice(0, 5) }));
process.exit(outcome.faults.length === 0 ? 0 : 1);
