/** `npm run test:egress -- [seconds]`: the demo company loaded, its months worked, and the portal with its jobs served for so long, in a network of its own. */
import { egressOf } from "./egress.ts";

const seconds = Number(process.argv[2] ?? 90);
const { calls, outside, out } = await egressOf(["jobs/cli.ts", "serve"], { endAfterMs: seconds * 1000 });
const served = out.includes("Concord answers at");
console.log(JSON.stringify({ seconds, served, calls, outside }));
process.exitCode = served && outside.length === 0 ? 0 : 1;
