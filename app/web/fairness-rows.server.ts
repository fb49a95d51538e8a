import { readTableQuery } from "#app/domain/list/table-query.ts";
import { nameIn } from "#app/domain/names.ts";
import type { Locale } from "#app/domain/names.ts";
import { FAIRNESS_KINDS } from "#app/domain/survey/fairness-flags.ts";
import type { FairnessFlag, FairnessKind } from "#app/domain/survey/fairness-flags.ts";
import { formatScoreBp } from "#app/format/percent.ts";
import { formatCount } from "#app/format/number.ts";
import { personName } from "#app/format/person-name.ts";
import { translateIn } from "#app/i18n/translate.server.ts";
import { findFairness } from "#app/operations/find-fairness.server.ts";
import { readPeriodFrame } from "#app/operations/read-scorecards.server.ts";
import { loadDepartments } from "#db/queries/directory.server.ts";
import { loadFairnessLooks } from "#db/queries/fairness.server.ts";
import { loadPeople } from "#db/queries/people.server.ts";
import type { Store } from "#db/store.ts";
import type { AppContext } from "./context.server.ts";
import { pageOfRows } from "./page-of-rows.server.ts";

export const LOOK_STATES = ["new", "left", "voided"] as const;
type LookState = (typeof LOOK_STATES)[number];

export interface FairnessRow {
  readonly key: string;
  readonly kind: FairnessKind;
  /** What was seen, in words. */
  readonly why: string;
  readonly answers: number;
  readonly state: LookState;
}

const MARKS: readonly string[] = ["given", "received", "lift"];

/** The sentence of each finding, in their order. */
export async function speakFlags(store: Store, flags: readonly FairnessFlag[], locale: Locale): Promise<string[]> {
  const t = translateIn(locale, "fairness");
  const departments = new Map((await loadDepartments(store, "all")).map((row) => [row.id, nameIn(row.name, locale)]));
  const raters = flags.flatMap((flag) => flag.raterId ?? []);
  const people = new Map((raters.length === 0 ? [] : await loadPeople(store, raters)).map((row) => [row.id, personName(row, locale)]));
  return flags.map((flag) => {
    // The sentence says which way it goes.
    const figures = Object.entries(flag.figures).map(([name, value]) => [name, MARKS.includes(name) ? formatScoreBp(flag.kind === "one_sided" ? value : Math.abs(value), locale) : formatCount(value, locale)]);
    return t(`why.${flag.kind}`, { ...Object.fromEntries(figures), client: departments.get(flag.clientId ?? "") ?? "–", provider: departments.get(flag.providerId ?? "") ?? "–", rater: people.get(flag.raterId ?? "") ?? "–" });
  });
}

/** A page of the findings of the period that the address asks for; `all` is what its CSV holds. Null before the first setup. */
export async function readFairnessRows({ store, now }: AppContext, url: URL, locale: Locale) {
  const frame = await readPeriodFrame(store, url.searchParams.get("period"), now());
  if (!frame) return null;
  const query = readTableQuery(url.searchParams, { sortable: ["kind", "answers", "state"], defaultSort: { column: "state", descending: false }, filters: { kind: FAIRNESS_KINDS, state: LOOK_STATES }, pageSize: 50 });
  const [flags, looks] = await Promise.all([findFairness(store, frame.period), loadFairnessLooks(store, frame.period)]);
  const sentences = await speakFlags(store, flags, locale);
  const rows = flags.map((flag, i): FairnessRow => ({ key: flag.key, kind: flag.kind, why: sentences[i]!, answers: flag.answerIds.length, state: looks.find((look) => look.flagKey === flag.key)?.outcome ?? "new" }));
  const page = pageOfRows(rows, query, {
    text: (row) => row.why,
    sort: { kind: (row) => FAIRNESS_KINDS.indexOf(row.kind), answers: (row) => row.answers, state: (row) => LOOK_STATES.indexOf(row.state) },
    filter: { kind: (row, value) => row.kind === value, state: (row, value) => row.state === value },
  });
  return { frame, query, ...page };
}
