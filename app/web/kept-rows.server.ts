import { readTableQuery } from "#app/domain/list/table-query.ts";
import { nameIn } from "#app/domain/names.ts";
import { agreementStanding } from "#app/domain/agreement/version-state.ts";
import type { Threshold } from "#app/domain/agreement/terms.ts";
import { sumKept, type Kept } from "#app/domain/score/kept-share.ts";
import { addMonths } from "#app/domain/time/local-date.ts";
import { loadDepartments } from "#db/queries/directory.server.ts";
import { promisesBetween } from "#app/operations/relationship/promises-between.server.ts";
import { missingMeasures, readKept } from "#app/operations/read-kept.server.ts";
import { listAgreements, loadVersionHeads } from "#db/queries/agreement-pages.server.ts";
import type { AppContext } from "./context.server.ts";
import type { PageFacts } from "./page-facts.server.ts";
import { pageOfRows } from "./page-of-rows.server.ts";
import type { Viewer } from "./session.server.ts";

export interface KeptRow {
  readonly key: string;
  readonly provider: string;
  readonly name: string;
  readonly target: Threshold;
  /** The month that has just ended, and the one before it. */
  readonly last: Kept;
  readonly before: Kept;
  readonly changeBp: number | null;
  /** The deliveries of the month. */
  readonly to: string;
}

const SPEC = { sortable: ["provider", "name", "last", "before", "change"], defaultSort: { column: "change", descending: false }, filters: {}, pageSize: 50 } as const;

/** Everything promised to one of the viewer's departments, as it was kept in the month that has just ended and in the one before. Reads tallies, never tasks. */
export async function readKeptRows({ store }: AppContext, viewer: Viewer, url: URL, { locale, today }: PageFacts) {
  const departments = await loadDepartments(store);
  // The person's own first: those above it come with it.
  const mine = [...new Set([...viewer.actor.memberOf, ...viewer.actor.headOf])].flatMap((id) => departments.find((row) => row.id === id) ?? []);
  const client = mine.find((row) => row.id === url.searchParams.get("client")) ?? mine[0] ?? null;
  const asked = url.searchParams.get("month") ?? "";
  const newest = addMonths(today.slice(0, 7), -1);
  const month = /^\d{4}-(0[1-9]|1[0-2])$/.test(asked) && asked <= newest ? asked : newest;
  const months = [month, addMonths(month, -1)] as const;
  const rows = client ? await rowsOf(store, client.id, today, months, (id) => nameIn(departments.find((row) => row.id === id)?.name ?? {}, locale), (names) => nameIn(names, locale)) : [];
  const query = readTableQuery(url.searchParams, { ...SPEC, sortable: [...SPEC.sortable] });
  const page = pageOfRows(rows, query, {
    text: (row) => `${row.provider} ${row.name}`,
    sort: { provider: (row) => row.provider, name: (row) => row.name, last: (row) => row.last.bp, before: (row) => row.before.bp, change: (row) => row.changeBp },
    filter: {},
  });
  return { ...page, query, months, client: client ? { id: client.id, name: nameIn(client.name, locale) } : null, clients: mine.map((row) => ({ id: row.id, name: nameIn(row.name, locale) })), last: sumKept(rows.map((row) => row.last)), before: sumKept(rows.map((row) => row.before)), promises: rows.length };
}

async function rowsOf(store: AppContext["store"], clientId: string, today: string, months: readonly [string, string], departmentName: (id: string) => string, say: (names: { en?: string; ru?: string }) => string): Promise<KeptRow[]> {
  const agreements = await listAgreements(store, { side: "all" });
  const heads = await loadVersionHeads(store, agreements.map((row) => row.id));
  const providers = new Set(agreements.filter((row) => row.providerId !== clientId && agreementStanding(heads.filter((head) => head.agreementId === row.id), today)?.state === "in_force").map((row) => row.providerId));
  const parts = await Promise.all([...providers].map(async (providerId) => (await promisesBetween(store, { providerId, clientId }, today)).map((between) => ({ providerId, between }))));
  const rows = await Promise.all(
    parts.flat().map(async ({ providerId, between }) => {
      const kept = await readKept(store, months, missingMeasures(between.promises), between.promises.map((line) => line.key), between.recipientIds ?? undefined);
      return between.promises.map((line): KeptRow => {
        const [last, before] = [kept.of(line.key, months[0]), kept.of(line.key, months[1])];
        const own = between.recipientIds === null ? "" : `&client=${clientId}`;
        return { key: line.key, provider: departmentName(providerId), name: say(line.name), target: line.target, last, before, changeBp: last.bp === null || before.bp === null ? null : last.bp - before.bp, to: `/work?obligation=${encodeURIComponent(line.key)}&period=${months[0]}${own}` };
      });
    }),
  );
  return rows.flat();
}
