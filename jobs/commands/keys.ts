import { KEY_RINGS, useOfKey, type KeyRingName, type KeyUse } from "#app/operations/keys/key-use.server.ts";
import { resealValues } from "#app/operations/keys/reseal-values.server.ts";
import type { OperationContext } from "#app/operations/context.ts";
import type { Env } from "#app/env.server.ts";
import type { KeyRing } from "#db/key-ring.server.ts";
import { idOf, keptRing, newKey, VARIABLE_OF, writeRing } from "#jobs/keys-file.server.ts";
import { envOf, print, readArgs, refusal, usage, withStore } from "./command.ts";
import type { Io } from "./command.ts";

const HOW = "keys list | keys add RING | keys reseal | keys drop RING ID   (RING is pay, app or audit)";

/**
 * `concord keys`: another key for what is sealed and signed. `add` puts a new one before the others, `reseal` seals under it what rests
 * under older ones, `drop` takes an older one away that nothing needs any more.
 */
export async function run(args: readonly string[], io: Io): Promise<void> {
  const { values, positionals } = readArgs(args, {}, args.filter((word) => !word.startsWith("-")).length, HOW);
  const [act = "", ring = "", id = "", ...more] = positionals;
  const needed = { list: 1, add: 2, reseal: 1, drop: 3 }[act];
  if (needed === undefined || positionals.length !== needed || more.length > 0) throw usage(`Usage: concord ${HOW}`);
  if (needed > 1 && !(KEY_RINGS as readonly string[]).includes(ring)) throw usage(`There is no ring "${ring}". Rings are ${KEY_RINGS.join(", ")}.`);
  switch (act) {
    case "list":
      return list(io, values.json);
    case "add":
      return add(io, values.json, ring as KeyRingName);
    case "drop":
      return drop(io, values.json, ring as KeyRingName, id);
    default:
      return reseal(io, values.json);
  }
}

const ringOfEnv = (env: Env, ring: KeyRingName): KeyRing => ({ pay: env.payKey, app: env.appSecret, audit: env.auditKey })[ring];

const isNeeded = ({ values, signed, links }: KeyUse): boolean => values + signed + links > 0;

async function list(io: Io, asJson: boolean | undefined): Promise<void> {
  const rings = await withStore(io, async ({ store, env, now }) => {
    const all: Record<string, Record<string, KeyUse>> = {};
    for (const ring of KEY_RINGS) {
      all[ring] = {};
      for (const key of keptRing(ring, io.variables, env.dataDir).keys) all[ring][idOf(key)] = await useOfKey(store, ring, ringOfEnv(env, ring).byId(idOf(key))!, now);
    }
    return all;
  });
  print(io, asJson, rings);
}

async function add(io: Io, asJson: boolean | undefined, ring: KeyRingName): Promise<void> {
  const { dataDir } = envOf(io);
  const kept = keptRing(ring, io.variables, dataDir);
  const key = newKey(kept);
  if (kept.file === null) {
    print(io, asJson, { key, todo: `Put it before the keys of ${VARIABLE_OF[ring]}, with a comma between, start Concord again, then run: concord keys reseal` });
    return;
  }
  writeRing(kept.file, ring, [key, ...kept.keys]);
  await withStore(io, (ctx) => note(ctx, "keys.add", ring, idOf(key)));
  print(io, asJson, { added: idOf(key), file: kept.file, todo: ring === "audit" ? "Keep the file with your backups and start Concord again." : "Keep the file with your backups, start Concord again, then run: concord keys reseal" });
}

async function reseal(io: Io, asJson: boolean | undefined): Promise<void> {
  const done = await withStore(io, async (ctx) => {
    const resealed = await resealValues(ctx, { pay: ctx.env.payKey, app: ctx.env.appSecret }, ({ table, column, values }) => io.err(`${table}.${column}: ${values}`));
    return Object.fromEntries(resealed.filter(({ values }) => values > 0).map(({ table, column, values }) => [`${table}.${column}`, values]));
  });
  print(io, asJson, { resealed: done });
}

async function drop(io: Io, asJson: boolean | undefined, ring: KeyRingName, id: string): Promise<void> {
  await withStore(io, async (ctx) => {
    const kept = keptRing(ring, io.variables, ctx.env.dataDir);
    const key = ringOfEnv(ctx.env, ring).byId(id);
    if (!key) throw refusal(`${VARIABLE_OF[ring]} has no key "${id}".`);
    if (idOf(kept.keys[0]!) === id) throw refusal(`"${id}" is the newest key of ${VARIABLE_OF[ring]}. Add another one first: concord keys add ${ring}`);
    const use = await useOfKey(ctx.store, ring, key, ctx.now);
    if (isNeeded(use)) throw refusal(stillNeeded(ring, id, use));
    if (kept.file === null) {
      print(io, asJson, { unused: id, todo: `Nothing in the database needs it. Take it out of ${VARIABLE_OF[ring]} and keep it with the backups that were made under it.` });
      return;
    }
    await note(ctx, "keys.drop", ring, id);
    writeRing(kept.file, ring, kept.keys.filter((one) => idOf(one) !== id));
    print(io, asJson, { dropped: id, file: kept.file, todo: "Backups that were made under it need it still: keep an earlier keys.json with them." });
  });
}

function stillNeeded(ring: KeyRingName, id: string, { values, signed, links }: KeyUse): string {
  if (signed > 0) return `"${id}" signed ${signed} rows of the audit log, which could not be checked without it. It stays.`;
  if (values > 0) return `${values} values rest under "${id}". Run: concord keys reseal`;
  return `${links} links in mails were signed with "${id}" and still open something. Wait until they are used or over. Ring: ${ring}.`;
}

const note = (ctx: OperationContext, action: "keys.add" | "keys.drop", ring: KeyRingName, id: string) => ctx.store.writeAll(() => [], { at: ctx.now, actor: ctx.actor, action, entity: "key_ring", entityId: ring, details: { key: id } });
