import type { Kit } from "#db/columns/sqlite.ts";
import type { HookMapping } from "#app/domain/intake/hook-mapping.ts";
import { HOOK_SCHEMES } from "#app/domain/intake/hook-scheme.ts";
import { HAPPENINGS, OUTGOING_PROFILES, type Happening } from "#app/domain/notice/outgoing-hook.ts";
import type { PeopleTables } from "./people.ts";
import { OUTBOX_STATES } from "./platform.ts";

export const DELIVERY_STATES = ["working", "taken", "ignored", "refused"] as const;

/** Webhooks in and out: who may speak, what was said, and what is still to be told. */
export function hookTables(k: Kit, p: PeopleTables) {
  const hookIn = k.table("hook_in", {
    id: k.text().primaryKey(),
    name: k.text().notNull(),
    /** Whose tasks it writes: it speaks for one source only. */
    source: k.text().notNull(),
    /** Departments whose work it may write; null = all. */
    providerIds: k.json<readonly string[]>(),
    scheme: k.word(HOOK_SCHEMES).notNull(),
    /** Sealed under a key that the database does not have. */
    secret: k.text().notNull(),
    mapping: k.json<HookMapping>().notNull(),
    createdBy: k.text().notNull().references(() => p.person.id),
    createdAt: k.instant().notNull(),
    disabledAt: k.instant(),
    rowVersion: k.int().notNull(),
  });

  /** What came in; bodies of those that were refused are kept for a while, so that they can be sent again. */
  const hookDelivery = k.table(
    "hook_delivery",
    {
      id: k.text().primaryKey(),
      hookId: k.text().notNull().references(() => hookIn.id),
      /** Known while it is kept: the same delivery is not taken twice. Unproven ones have a random one. */
      digest: k.text().notNull(),
      receivedAt: k.instant().notNull(),
      state: k.word(DELIVERY_STATES).notNull(),
      /** Why it was refused. */
      code: k.text(),
      detail: k.text(),
      externalId: k.text(),
      /** Only of refused ones whose sender is proven. */
      body: k.text(),
      isForm: k.bool().notNull(),
    },
    (t) => [k.uniqueIndex("hook_delivery_digest").on(t.hookId, t.digest), k.index("hook_delivery_hook").on(t.hookId, t.receivedAt), k.index("hook_delivery_received").on(t.receivedAt)],
  );

  const hookOut = k.table("hook_out", {
    id: k.text().primaryKey(),
    name: k.text().notNull(),
    profile: k.word(OUTGOING_PROFILES).notNull(),
    /** Of the address only its host is readable: the rest often is a secret itself. */
    host: k.text().notNull(),
    /** Address, chat and token, sealed. */
    target: k.text().notNull(),
    /** Signing secret, sealed. */
    secret: k.text().notNull(),
    happenings: k.json<readonly Happening[]>().notNull(),
    /** Departments whose promises it tells of, as provider or client; null = all. */
    departmentIds: k.json<readonly string[]>(),
    locale: k.word(["en", "ru"]).notNull(),
    createdBy: k.text().notNull().references(() => p.person.id),
    createdAt: k.instant().notNull(),
    disabledAt: k.instant(),
  });

  /** The outbox of webhooks: ids that the text is made from when it leaves, never the text. */
  const hookMessage = k.table(
    "hook_message",
    {
      id: k.text().primaryKey(),
      dedupeKey: k.text().notNull().unique(),
      hookId: k.text().notNull().references(() => hookOut.id),
      happening: k.word(HAPPENINGS).notNull(),
      refs: k.json<Readonly<Record<string, string>>>().notNull(),
      state: k.word(OUTBOX_STATES).notNull(),
      attempt: k.int().notNull(),
      notBefore: k.instant().notNull(),
      leaseUntil: k.instant(),
      sentAt: k.instant(),
      error: k.text(),
      createdAt: k.instant().notNull(),
    },
    (t) => [k.index("hook_message_due").on(t.state, t.notBefore), k.index("hook_message_hook").on(t.hookId, t.createdAt)],
  );

  return { hookIn, hookDelivery, hookOut, hookMessage };
}
