import { redirect } from "@remix-run/node";
import type { TypedForm } from "#app/components/typed-form.ts";
import type { Names } from "#app/domain/names.ts";
import type { PlanVersionTerms } from "#app/domain/pay/check-plan-terms.ts";
import { refused, type Refused } from "#app/domain/refusal.ts";
import { payPeriodDays, payPeriodMonths, payPeriodName } from "#app/domain/score/pay-period-months.ts";
import type { PayPeriodLength } from "#app/domain/score/pay-period-months.ts";
import { addMonths } from "#app/domain/time/local-date.ts";
import type { Key } from "#app/i18n/catalogue.ts";
import { planChanges, type PlanChange, type PlanFact, planFacts } from "#app/i18n/plan-words.ts";
import { translateIn } from "#app/i18n/translate.server.ts";
import { loadTermNames, loadGateLines } from "#app/operations/gate-lines.server.ts";
import { checkPlanVersion, savePlan, type CheckedVersion } from "#app/operations/save-plan.server.ts";
import type { AppContext } from "#app/web/context.server.ts";
import { setFlash } from "#app/web/flash.server.ts";
import { fault } from "#app/web/guard.server.ts";
import { readPageFacts, type PageFacts } from "#app/web/page-facts.server.ts";
import type { Viewer } from "#app/web/session.server.ts";
import { actingContext, namesOf, readTyped, refuseTyped } from "#app/web/typed-form.server.ts";
import type { OrganisationRow } from "#db/queries/directory.server.ts";
import { loadMetricNames } from "#db/queries/external-metrics.server.ts";
import type { PlanRow } from "#db/queries/plans.server.ts";
import type { Store } from "#db/store.ts";
import { areKnownFields, readPlan, type ReadPlan } from "./read-plan.ts";
import { afterRowStep, type PlanValues } from "./rows.ts";

/** Pay periods ahead that a version may begin with. */
const AHEAD = 4;
const CODE = /^[A-Za-z0-9_-]{1,40}$/;

/** What a version would say, before it is saved. */
export interface PlanReview {
  readonly number: number;
  readonly from: string;
  /** The number of the version it changes; null = the first one. */
  readonly against: number | null;
  readonly facts: readonly PlanFact[];
  readonly changes: readonly PlanChange[];
}

/** The form as it comes back: what was typed, and what it would do or what is wrong with it. */
export interface PlanAnswer extends TypedForm {
  readonly review: PlanReview | null;
}

/** First days of pay periods that a version may begin on: after the last version, up to a year ahead. */
export function firstDays(length: PayPeriodLength, firstPeriod: string, after: string | null, today: string): string[] {
  const days: string[] = [];
  let name = payPeriodName(firstPeriod, length);
  let ahead = 0;
  while (ahead < AHEAD) {
    const { from, to } = payPeriodDays(name);
    if (after === null || from > after) days.push(from);
    if (from > today) ahead += 1;
    name = payPeriodName(to.slice(0, 7), length);
  }
  return days;
}

/** The pay period after the running one: what most versions begin with. */
export const nextFirstDay = (length: PayPeriodLength, today: string): string => `${addMonths(payPeriodMonths(today.slice(0, 7), length).at(-1)!, 1)}-01`;

/** Answers a plan's form: a row more or less, what the version would change, or the version saved. */
export async function answerPlanForm(request: Request, context: AppContext, viewer: Viewer, plan: PlanRow | null): Promise<Response> {
  const [facts, { intent = "", ...values }] = await Promise.all([readPageFacts(request, context), readTyped(request)]);
  const { organisation, locale } = facts;
  if (!organisation || !areKnownFields(values)) throw fault(400, "bad_request");
  const edited = afterRowStep(values, intent);
  if (edited) return back(edited, null);

  const say = translateIn(locale, "plans");
  const refuse = (faults: readonly Refused[]) => refuseTyped(values, faults, (code, given) => say(`refusal.${code}` as Key<"plans">, given), locale);
  const read = readForm(values, organisation, plan);
  if ("faults" in read) return refuse(read.faults);
  const unknown = [...(await unknownLines(context.store, read.terms, facts.today)), ...(await unknownMetric(context.store, read.terms))];
  if (unknown.length > 0) return refuse(unknown);
  const command = { planId: plan?.id ?? null, code: values["code"] ?? plan?.code ?? "", name: read.name, from: read.from, terms: read.terms, accountId: viewer.actor.accountId };
  const checked = await checkPlanVersion(context.store, command);
  if (!checked.ok) return refuse([atField(checked)]);
  if (intent !== "save") return back(values, await reviewOf(context.store, checked.value, read, facts));
  const saved = await savePlan(actingContext(context, viewer), command);
  if (!saved.ok) return refuse([atField(saved)]);
  return redirect(`/pay/plans/${saved.value.planId}`, { headers: { "Set-Cookie": setFlash({ key: "flash.planSaved", tone: "done" }, context.mode === "production") } });
}

const back = (values: PlanValues, review: PlanReview | null): Response => Response.json({ values, faults: {}, review } satisfies PlanAnswer);

function readForm(values: PlanValues, organisation: OrganisationRow, plan: PlanRow | null): (ReadPlan & { readonly name: Names }) | { readonly faults: readonly Refused[] } {
  const read = readPlan(values, organisation.currency, organisation.minorDigits);
  const name = plan?.name ?? namesOf(values["nameEn"], values["nameRu"]);
  const faults = [
    ...(plan === null && !CODE.test(values["code"] ?? "") ? [refused("bad_code", undefined, "code")] : []),
    ...(Object.keys(name).length === 0 ? [refused("missing", undefined, "nameEn")] : []),
    ...("faults" in read ? read.faults : []),
  ];
  return "faults" in read || faults.length > 0 ? { faults } : { ...read, name };
}

/** Gates on lines that nobody promises today. */
async function unknownLines(store: Store, terms: PlanVersionTerms, today: string): Promise<Refused[]> {
  if (!terms.gates.some((gate) => gate.type === "line_floor")) return [];
  const known = new Set((await loadGateLines(store, today)).map((line) => line.key));
  return terms.gates.flatMap((gate, place) => (gate.type === "line_floor" && !known.has(gate.key) ? [refused("unknown_line", undefined, `gates.${place}.line`)] : []));
}

/** A metric that nobody has named. */
async function unknownMetric(store: Store, { external }: PlanVersionTerms): Promise<Refused[]> {
  const isKnown = !external || (await loadMetricNames(store, [external.metricId])).has(external.metricId);
  return isKnown ? [] : [refused("unknown_metric", undefined, "externalMetric")];
}

/** The form's field for a term's path. */
const FIELD_OF: Readonly<Record<string, string>> = { planCapBp: "planCap", memberCapBp: "memberCap", mix: "mixTeam", fundLimitMinor: "fund", approvalChain: "chain.0", currency: "form" };

function atField(found: Refused): Refused {
  const { field, code } = found;
  if (field === "external") return { ...found, field: code === "bad_external_scale" ? "externalTarget" : "externalWeight" };
  if (field === undefined) return found;
  const gate = /^gates\.(\d+)$/.exec(field);
  const at = gate ? `gates.${gate[1]}.${found.code === "duplicate_gate" ? "line" : "type"}` : (FIELD_OF[field] ?? field);
  return { ...found, field: at };
}

async function reviewOf(store: Store, { last, number }: CheckedVersion, read: { readonly from: string; readonly terms: PlanVersionTerms }, { locale }: PageFacts): Promise<PlanReview> {
  const voice = { t: translateIn(locale, "plans"), locale, lineNames: await loadTermNames(store, [read.terms, ...(last ? [last.terms] : [])]), seesFund: true };
  const facts = planFacts(read.terms, voice);
  return { number, from: read.from, against: last?.number ?? null, facts, changes: last ? planChanges(planFacts(last.terms, voice), facts) : [] };
}
