import { can } from "#app/domain/access/can.ts";
import { checkObligation } from "#app/domain/agreement/check-agreement-text.ts";
import { MOST_SEASONS } from "#app/domain/agreement/season.ts";
import type { Obligation } from "#app/domain/agreement/terms.ts";
import type { Translate, Key } from "#app/i18n/catalogue.ts";
import { translateIn } from "#app/i18n/translate.server.ts";
import { agreementSubject } from "#app/operations/agreement-parties.server.ts";
import { textBook } from "#app/operations/negotiation-state.server.ts";
import { openObligationSpeaker, type ObligationSpeaker } from "#app/operations/speak-obligations.server.ts";
import { departmentTree } from "#app/domain/organisation/department-tree.ts";
import { findAgreement, loadObligationsOf, loadVersionsOf, type FullVersion } from "#db/queries/agreement-pages.server.ts";
import type { AgreementRow, ObligationRow } from "#db/queries/agreements.server.ts";
import type { AppContext } from "#app/web/context.server.ts";
import { allow, fault } from "#app/web/guard.server.ts";
import type { PageFacts } from "#app/web/page-facts.server.ts";
import type { Viewer } from "#app/web/session.server.ts";
import type { TextBook } from "#app/domain/agreement/check-agreement-text.ts";
import { FieldReader, readObligation, type FieldFault, type RawFields } from "./form.ts";

/** An agreement's version opened in the editor by somebody of one of its sides. */
export interface Editor {
  readonly agreement: AgreementRow;
  readonly version: FullVersion;
  /** The promise under the key of the address; null = a new one. */
  readonly row: ObligationRow | null;
  /** Whether this text may still be changed: a draft of the viewer's own side. */
  readonly isDraft: boolean;
  readonly speaker: ObligationSpeaker;
  readonly book: TextBook;
}

export interface EditorParams {
  readonly id?: string;
  readonly number?: string;
  readonly key?: string;
}

/** Throws 404 for what the viewer may not edit or does not exist. A draft is its own side's affair until it is proposed. */
export async function openEditor(params: EditorParams, context: AppContext, viewer: Viewer, facts: PageFacts): Promise<Editor> {
  const { store } = context;
  const agreement = await findAgreement(store, params.id ?? "");
  const subject = agreement ? await agreementSubject(store, agreement, facts.today) : null;
  allow(viewer, "agreement.edit", subject);
  if (!agreement) throw fault(404, "not_found");
  const [versions, rows, speaker] = await Promise.all([loadVersionsOf(store, agreement.id), loadObligationsOf(store, { agreementId: agreement.id }), openObligationSpeaker(store, facts.locale)]);
  const version = versions.find((row) => String(row.number) === params.number);
  const row = params.key === undefined ? null : rows.find((one) => one.versionId === version?.id && one.key === params.key);
  if (!version || row === undefined) throw fault(404, "not_found");
  const isProvider = can(viewer.actor, "agreement.edit", { partyIds: [agreement.providerId] });
  const isClient = can(viewer.actor, "agreement.edit", { ...subject, partyIds: (subject.partyIds ?? []).filter((id) => id !== agreement.providerId) });
  const isOurs = version.draftedSide === null || (version.draftedSide === "provider" ? isProvider : isClient);
  if (version.state === "draft" && !isOurs) throw fault(404, "not_found");
  const tree = departmentTree([...speaker.departments.values()]);
  return { agreement, version, row, speaker, isDraft: version.state === "draft" && isOurs, book: textBook({ products: speaker.products, departments: speaker.departments, tree }, agreement) };
}

export type CheckedForm = { readonly ok: true; readonly obligation: Obligation } | { readonly ok: false; readonly faults: readonly ShownFault[]; readonly errors: Readonly<Record<string, string[]>> };

export interface ShownFault {
  readonly field: string;
  readonly message: string;
}

/** What was typed: an obligation that could be signed, or a sentence at each field that keeps it from that. */
export function checkForm(raw: RawFields, editor: Editor, t: Translate<"obligation">): CheckedForm {
  const key = editor.row?.key ?? "";
  const read = readObligation(raw, key);
  const faults: readonly (FieldFault & { readonly facts?: Readonly<Record<string, string | number>> })[] = read.ok ? checkObligation(read.obligation, editor.book).map((one) => ({ ...one, field: fieldOfPath(one.path.slice(`obligations.${key}.`.length), raw) })) : read.faults;
  if (read.ok && faults.length === 0) return read;
  const shown = faults.map(({ field, code, facts }) => ({ field, message: faultSentence(code, facts, t) }));
  const errors: Record<string, string[]> = {};
  for (const { field, message } of shown) (errors[field] ??= []).push(message);
  return { ok: false, faults: shown, errors };
}

/** The sentence of a fault or refusal; a code without one is named, so that nothing is refused in silence. */
export function faultSentence(code: string, facts: Readonly<Record<string, string | number>> | undefined, t: Translate<"obligation">): string {
  const key = `fault.${code === "bad_recurrence" ? facts?.fault : code}`;
  const sentence = t(key as Key<"obligation">, facts ?? {});
  return sentence === key ? t("fault.refused", { code }) : sentence;
}

const FIELDS: Readonly<Record<string, string>> = {
  "productId": "product", "name": "name_en", "target": "target_n", "floor": "floor_n", "teamId": "team", "terms.acceptance": "acceptance_n", "terms.appliesTo": "applies_0_values", "terms.grace": "grace_n", "terms.cutOff": "cutOff",
  "terms.windowBefore": "windowBefore_n", "terms.windowAfter": "windowAfter_n", "terms.afterInput": "afterInput_n", "terms.measure.name": "measure_name", "terms.measure.atMost": "measure_atMost", "terms.rule.atLeastBp": "rule_share",
  "terms.rule.parts": "rule_parts", "terms.rule.name": "rule_name", "terms.rule.values": "rule_values", "terms.rule.types": "rule_types", "terms.rule.pattern": "rule_pattern", "terms.rule.template": "rule_template",
};

/** The field that shows a part of an obligation. */
export function fieldOfPath(path: string, raw: RawFields): string {
  const known = FIELDS[path];
  if (known) return known;
  const r = new FieldReader(raw);
  if (path === "terms.volume.upTo") return "volume_upTo";
  if (path === "terms.due" || path === "terms.reworkDue" || path === "terms.volume.due") {
    const prefix = path === "terms.volume.due" ? "volume" : path.slice("terms.".length);
    return r.text(`${prefix}_type`) === "nth_workday" ? `${prefix}_nth` : `${prefix}_n`;
  }
  const season = /^terms\.seasons\.(\d+)\.(from|due|rrule|at)$/.exec(path);
  if (season) {
    const prefix = `season_${seasonRows(r)[Number(season[1])] ?? 0}`;
    return season[2] === "due" ? (r.text(`${prefix}_type`) === "nth_workday" ? `${prefix}_nth` : `${prefix}_n`) : `${prefix}_${season[2] === "from" ? "first" : season[2]}`;
  }
  if (path === "terms.seasons") return "season_0_first";
  if (path === "terms.rrule") return r.text("schedule") === "rule" ? "rrule" : "every";
  return path.replace(/^terms\./, "");
}

/** Numbers of the rows in which a season was typed: empty ones between them are left out of the terms. */
const seasonRows = (r: FieldReader): number[] => Array.from({ length: MOST_SEASONS }, (_, i) => i).filter((i) => r.text(`season_${i}_first`) !== "" || r.text(`season_${i}_last`) !== "");

export const editorWords = (facts: PageFacts) => translateIn(facts.locale, "obligation");
/** A posted form by field; several of one name as a list. */
export function rawOf(form: FormData): RawFields {
  // A Map: a field may be called `__proto__`.
  const raw = new Map<string, string | string[]>();
  for (const [name, value] of form) {
    if (typeof value !== "string") continue;
    const text = value.replaceAll("\r\n", "\n");
    const known = raw.get(name);
    raw.set(name, known === undefined ? text : [...(typeof known === "string" ? [known] : known), text]);
  }
  return Object.fromEntries(raw);
}
