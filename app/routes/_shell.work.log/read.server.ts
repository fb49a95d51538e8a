import { can } from "#app/domain/access/can.ts";
import { nameIn, type Locale } from "#app/domain/names.ts";
import { departmentTree } from "#app/domain/organisation/department-tree.ts";
import type { TaskSide } from "#app/domain/task/task-acts.ts";
import { localDateOf, zoneOf } from "#app/domain/time/zone.ts";
import { localTime } from "#app/format/local-time.ts";
import { personName } from "#app/format/person-name.ts";
import type { AppContext } from "#app/web/context.server.ts";
import type { Viewer } from "#app/web/session.server.ts";
import { loadDepartments, loadOrganisation } from "#db/queries/directory.server.ts";
import { loadMemberships, loadPeople } from "#db/queries/people.server.ts";
import { loadRequestable } from "#db/queries/task-page.server.ts";

/** What the form of a request that came another way offers: which products, which departments, whose words. */
export async function readLogForm({ store, now: clock }: AppContext, viewer: Viewer, chosen: URLSearchParams, locale: Locale) {
  const { actor } = viewer;
  const now = clock();
  const [departments, products, organisation] = await Promise.all([loadDepartments(store), loadRequestable(store), loadOrganisation(store)]);
  const ours = products.filter((row) => can(actor, "task.act", { departmentIds: [row.providerId] }));
  const asking = actor.memberOf.filter((id) => can(actor, "task.request", { departmentIds: [id] }));
  const sides: TaskSide[] = [...(ours.length > 0 ? (["provider"] as const) : []), ...(asking.length > 0 ? (["client"] as const) : [])];
  const side = sides.find((one) => one === chosen.get("side")) ?? sides[0] ?? null;
  const named = (id: string) => ({ id, name: nameIn(departments.find((row) => row.id === id)?.name ?? {}, locale) });
  const offered = side === "provider" ? ours : products.filter((row) => !asking.includes(row.providerId));
  const product = offered.find((row) => row.id === chosen.get("product")) ?? null;
  const tree = departmentTree(departments);
  const inProvider = product ? tree.withBelow(product.providerId) : [];
  const clients = side === "provider" ? departments.filter((row) => !inProvider.includes(row.id)).map((row) => named(row.id)) : asking.map(named);
  const client = clients.find((row) => row.id === chosen.get("client")) ?? (side === "client" ? clients[0] : undefined) ?? null;
  const today = localDateOf(zoneOf(organisation?.zone ?? "UTC"), now);
  const { date, hour, minute } = localTime(now, viewer.timeZone);
  return {
    sides, side,
    providers: [...new Set(offered.map((row) => row.providerId))].map((id) => ({ name: named(id).name, products: offered.filter((row) => row.providerId === id).map((row) => ({ id: row.id, name: nameIn(row.name, locale) })) })),
    product: product && { id: product.id, name: nameIn(product.name, locale), provider: named(product.providerId).name },
    clients, client,
    people: side === "provider" && client ? await peopleOf(store, tree.withBelow(client.id), today, locale) : [],
    today: date,
    time: `${String(hour).padStart(2, "0")}:${String(minute).padStart(2, "0")}`,
    zone: viewer.timeZone,
  };
}

export type LogForm = Awaited<ReturnType<typeof readLogForm>>;

async function peopleOf(store: AppContext["store"], departmentIds: readonly string[], today: string, locale: Locale) {
  const ids = [...new Set((await loadMemberships(store, today, today)).flatMap((row) => (departmentIds.includes(row.departmentId) ? [row.personId] : [])))];
  return ids.length === 0 ? [] : (await loadPeople(store, ids)).map((row) => ({ id: row.id, name: personName(row, locale) })).sort((a, b) => a.name.localeCompare(b.name, locale));
}
