import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { hashPassword } from "#app/operations/hash-password.server.ts";
import { signIn } from "#app/operations/sign-in.server.ts";
import { updatePassword } from "#db/queries/accounts.server.ts";
import { sqliteStore } from "#test/support/stores.ts";
import { at, tinyCompany } from "#test/support/tiny-company.ts";

test("an account of the demo company does not come in where everything is real, and nobody learns that it is one", async () => {
  const { store, dispose } = await sqliteStore();
  try {
    const { accounts } = await tinyCompany(store);
    const { account: a } = store.t;
    const entry = { at: 0, actor: { kind: "cli", id: "test" }, action: "account.password", entity: "account", entityId: accounts.ada } as const;
    const hash = await hashPassword("grey zebra on a ladder");
    await store.writeAll((w) => [updatePassword(store, w, accounts.ada, hash)], entry);
    await store.writeAll((w) => [w.update(a).set({ isDemo: true }).where(eq(a.id, accounts.ada)).returning({ id: a.id })], entry);
    const [{ email }] = (await store.q.select({ email: a.email }).from(a).where(eq(a.id, accounts.ada))) as [{ email: string }];
    const enter = (takesDemo: boolean) => signIn(store, { email, password: "grey zebra on a ladder", address: "10.0.0.1", device: null, now: at("2026-07-20"), takesDemo });
    expect(await enter(true)).toMatchObject({ ok: true });
    expect(await enter(false)).toMatchObject({ ok: false, code: "wrong_credentials" });
  } finally {
    await dispose();
  }
});
