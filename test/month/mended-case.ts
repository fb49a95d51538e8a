import { workOnCase } from "#app/operations/work-on-case.server.ts";
import { createSession } from "#app/web/session.server.ts";
import { findCase, loadCases } from "#db/queries/cases.server.ts";
import { loadPosts } from "#db/queries/people.server.ts";
import { routeContext } from "#test/support/route-context.ts";
import type { Watched } from "../browser/browser.ts";
import { contextOf } from "./live-the-month.ts";
import type { Stage } from "./live-the-month.ts";

/** The provider mends what the bad answer said and hands the case over; the client confirms it in the portal. The state it ends in. */
export async function confirmTheCase(stage: Omit<Stage, "phone" | "mailServer"> & { readonly phone: Watched }): Promise<string> {
  const { store, clock, portal, phone } = stage;
  const found = (await loadCases(store, "all", 1000)).find((row) => row.origin === "rating" && row.problem.startsWith("The figures were wrong"));
  if (!found) return "missing";
  const today = new Date(clock.now).toISOString().slice(0, 10);
  const posts = await loadPosts(store, today);
  const headOf = (departmentId: string | null) => posts.find((row) => row.departmentId === departmentId && row.post === "head")!.personId;
  const head = headOf(found.providerId);
  const plan = { cause: "An old price list.", category: "knowledge" as const, action: "One list, checked each week.", check: "Three right in a row.", ownerId: head, dueOn: today };
  for (const [step, type] of (["start", "hand_over"] as const).entries()) {
    const done = await workOnCase(contextOf(stage), { caseId: found.id, rowVersion: found.rowVersion + step, command: { type, plan }, sides: ["provider"], personId: head });
    if (!done.ok) return done.code;
  }
  const [name, value] = (await createSession(new Request(portal.origin), routeContext(store, clock.now), await accountOf(stage, headOf(found.clientId)))).split(";")[0]!.split("=") as [string, string];
  await phone.context.addCookies([{ name, value, url: portal.origin }]);
  await phone.page.goto(`${portal.origin}/improvement/${found.id}`);
  await phone.page.locator("button[value=confirm]").click();
  await phone.page.waitForLoadState();
  return (await findCase(store, found.id))?.state ?? "missing";
}

/** The account of a person of the demo company, made where there is none. */
async function accountOf({ store, clock }: Pick<Stage, "store" | "clock">, personId: string): Promise<string> {
  const { account } = store.t;
  const known = (await store.q.select().from(account)).find((row) => row.personId === personId);
  if (known) return known.id;
  const row = { id: `month-${personId}`, personId, email: `${personId}@month.example`, passwordHash: null, isDemo: true, disabledAt: null, createdAt: clock.now };
  await store.writeAll((w) => [w.insert(account).values(row).returning({ id: account.id })], { at: clock.now, actor: { kind: "cli", id: "month" }, action: "account.add", entity: "account", entityId: row.id });
  return row.id;
}
