import { Secret, TOTP } from "otpauth";
import { expect, test } from "vitest";
import { hashPassword } from "#app/operations/hash-password.server.ts";
import { proofOf, provePerson } from "#app/operations/prove-person.server.ts";
import { beginFactor, confirmFactor } from "#app/operations/second-factor.server.ts";
import { updatePassword } from "#db/queries/accounts.server.ts";
import { sqliteStore } from "#test/support/stores.ts";
import { at, context, tinyCompany } from "#test/support/tiny-company.ts";

const PASSWORD = "grey zebra on a ladder";
const NOW = at("2026-07-20");
const STEP_MS = 30_000;

test("who has a second factor proves it by a code, not by the password; a recovery code serves as well, once", async () => {
  const { store, dispose } = await sqliteStore();
  try {
    const { accounts } = await tinyCompany(store);
    const hash = await hashPassword(PASSWORD);
    await store.writeAll((w) => [updatePassword(store, w, accounts.ada, hash)], { at: 0, actor: { kind: "cli", id: "test" }, action: "account.password", entity: "account", entityId: accounts.ada });
    expect(await provePerson(context(store, NOW), accounts.ada, PASSWORD)).toMatchObject({ ok: true });

    const begun = await beginFactor(context(store, NOW), accounts.ada);
    if (!begun.ok) throw new Error(begun.code);
    const code = (now: number) => new TOTP({ secret: Secret.fromBase32(begun.value.secret) }).generate({ timestamp: now });
    const confirmed = await confirmFactor(context(store, NOW), accounts.ada, code(NOW));
    if (!confirmed.ok) throw new Error(confirmed.code);
    const [recovery] = confirmed.value.codes;
    expect(recovery).toMatch(/^([a-z2-9]{4}-){6}[a-z2-9]{4}$/);

    expect(await proofOf(store, accounts.ada)).toBe("code");
    expect(await provePerson(context(store, NOW), accounts.ada, PASSWORD)).toMatchObject({ ok: false, field: "proof" });
    expect(await provePerson(context(store, NOW + STEP_MS), accounts.ada, code(NOW + STEP_MS))).toMatchObject({ ok: true });
    expect(await provePerson(context(store, NOW), accounts.ada, recovery!)).toMatchObject({ ok: true });
    expect(await provePerson(context(store, NOW), accounts.ada, recovery!)).toMatchObject({ ok: false });
  } finally {
    await dispose();
  }
});
