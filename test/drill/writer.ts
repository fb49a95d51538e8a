/** `writer.ts`: writes one row and its audit entry after another into the database of the environment, and says each that is done. Ends when it is killed. */
import { readEnv } from "#app/env.server.ts";
import { openStore } from "#db/open-store.server.ts";

const env = readEnv(process.env);
const store = await openStore(env.database, { audit: env.auditKey, pay: env.payKey }, "web", Date.now());
const { meta } = store.t;
for (let n = 1; ; n += 1) {
  const key = `drill-${String(n).padStart(8, "0")}`;
  const at = Date.now();
  await store.writeAll((w) => [w.insert(meta).values({ key, value: String(at) }).returning({ key: meta.key })], { at, actor: { kind: "cli", id: "drill" }, action: "evaluate", entity: "drill", entityId: key });
  process.stdout.write(`${key}\n`);
}
