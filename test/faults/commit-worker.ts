/** `commit-worker.ts N`: writes N units one after another and says "done" after each; "begin" comes before the first. */
import { writeSync } from "node:fs";
import { readEnv } from "#app/env.server.ts";
import { openStore } from "#db/open-store.server.ts";

const env = readEnv(process.env);
const store = await openStore(env.database, { audit: env.auditKey, pay: env.payKey }, "web", 1);
const { meta } = store.t;
writeSync(1, "begin\n");
for (let n = 1; n <= Number(process.argv[2]); n += 1) {
  await store.writeAll((w) => [w.insert(meta).values({ key: `commit-${n}`, value: "1" }).returning({ key: meta.key })], { at: n, actor: { kind: "cli", id: "t" }, action: "evaluate", entity: "t", entityId: String(n) });
  writeSync(1, "done\n");
}
await store.close();
