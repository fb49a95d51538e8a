import { can } from "#app/domain/access/can.ts";
import type { Actor } from "#app/domain/access/actor.ts";
import { nameIn } from "#app/domain/names.ts";
import { addDays, readDay } from "#app/domain/time/local-date.ts";
import { startOfDate, zoneOf } from "#app/domain/time/zone.ts";
import { previewRequest } from "#app/operations/request-task.server.ts";
import type { AppContext } from "#app/web/context.server.ts";
import { readPageFacts } from "#app/web/page-facts.server.ts";
import type { Viewer } from "#app/web/session.server.ts";
import { loadDepartments, loadOrganisation } from "#db/queries/directory.server.ts";
import { loadRequestable } from "#db/queries/task-page.server.ts";
import type { ShownPromise } from "./form.ts";

/** The departments for which the person may ask, their own first. */
export const askingFor = (actor: Actor) => actor.memberOf.filter((id) => can(actor, "task.request", { departmentIds: [id] }));

/** What the form offers this person, and what is promised for the product of `asked`. */
export async function readRequestForm(request: Request, context: AppContext, viewer: Viewer, asked: { readonly product: string | null; readonly for: string | null; readonly neededBy: string | null }) {
  const { store } = context;
  const now = context.now();
  const [{ locale, today }, products, departments, organisation] = await Promise.all([readPageFacts(request, context), loadRequestable(store), loadDepartments(store), loadOrganisation(store)]);
  const mine = askingFor(viewer.actor);
  const clientId = mine.find((id) => id === asked.for) ?? mine[0] ?? null;
  const product = products.find((row) => row.id === asked.product) ?? null;
  const neededBy = readDay(asked.neededBy ?? "") === null ? "" : (asked.neededBy ?? "");
  const nameOf = (id: string) => nameIn(departments.find((row) => row.id === id)?.name ?? {}, locale);
  const promised = product && clientId ? await previewRequest({ store, now, actor: { kind: "account", id: viewer.actor.accountId } }, { productId: product.id, clientId }) : null;
  const promise: ShownPromise | null =
    product && clientId
      ? {
          provider: nameIn(product.providerName, locale), client: nameOf(clientId), dueAt: promised?.dueAt ?? null,
          wantedAt: neededBy === "" ? null : startOfDate(zoneOf(organisation?.zone ?? "UTC"), addDays(neededBy, 1)) - 60_000,
          lines: (promised?.verdicts ?? []).map((row) => ({
            key: row.obligation.key, name: nameIn(row.obligation.name, locale), kind: row.obligation.kind, agreementId: row.agreement.id, agreementCode: row.agreement.code, versionNumber: row.versionNumber,
            calendar: nameIn(row.calendarName, locale), reasons: [...row.verdict.reasons],
          })),
        }
      : null;
  // What one's own department delivers is not asked for here.
  const offered = products.filter((row) => row.providerId !== clientId);
  return {
    locale, today, promise, product,
    providers: [...new Set(offered.map((row) => row.providerId))].map((id) => ({ name: nameOf(id), products: offered.filter((row) => row.providerId === id).map((row) => ({ id: row.id, name: nameIn(row.name, locale) })) })),
    departments: mine.map((id) => ({ id, name: nameOf(id) })),
    chosen: { product: product?.id ?? "", for: clientId ?? "", neededBy },
  };
}
