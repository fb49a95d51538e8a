import { can } from "#app/domain/access/can.ts";
import { proposeTargetBp } from "#app/domain/agreement/propose-target.ts";
import type { Obligation } from "#app/domain/agreement/terms.ts";
import { formatDay } from "#app/format/date.ts";
import { obligationConditions, obligationSentence } from "#app/format/obligation-sentence.ts";
import { dryRunObligation, MOST_TASKS, type DryRun } from "#app/operations/dry-run-obligation.server.ts";
import { previewTerms, type TermsPreview } from "#app/operations/preview-obligation.server.ts";
import { NoCalendar } from "#app/operations/agreement-book.server.ts";
import type { AppContext } from "#app/web/context.server.ts";
import type { PageFacts } from "#app/web/page-facts.server.ts";
import type { Viewer } from "#app/web/session.server.ts";
import { taskSubject } from "#app/web/work-scope.server.ts";
import { nameIn } from "#app/domain/names.ts";
import { checkForm, editorWords, type Editor, type ShownFault } from "./open-editor.server.ts";
import type { RawFields } from "./form.ts";

/** Cases of a dry run that the page lists. */
const LISTED = 200;

/** The right-hand side of the editor. */
export interface ObligationPreview {
  /** Null until every field that the promise needs is right. */
  readonly sentence: string | null;
  readonly conditions: readonly string[];
  readonly faults: readonly ShownFault[];
  readonly terms: TermsPreview | null;
  readonly now: number;
  readonly dryRun: ShownDryRun | null;
}

export interface ShownDryRun extends Omit<DryRun, "items"> {
  readonly items: readonly (Omit<DryRun["items"][number], "task"> & { readonly task: { readonly id: string; readonly title: string } | null; readonly recipient: string })[];
  /** Cases beyond those listed. */
  readonly more: number;
  readonly mostTasks: number;
  /** A target from these cases, where the line is to be observed. */
  readonly proposedBp: number | null;
  /** The organisation's zone. */
  readonly zone: string;
}

/** What a form as typed promises, its next due dates, and on demand how it would have gone. Changes nothing. */
export async function previewForm(raw: RawFields, editor: Editor, context: AppContext, viewer: Viewer, facts: PageFacts, withDryRun: boolean): Promise<ObligationPreview> {
  const t = editorWords(facts);
  const checked = checkForm(raw, editor, t);
  const empty = { sentence: null, conditions: [], terms: null, now: facts.now, dryRun: null };
  if (!checked.ok) return { ...empty, faults: checked.faults };
  const { obligation } = checked;
  const { agreement } = editor;
  const spoken = editor.speaker.speak(agreement, { ...obligation, versionId: editor.version.id, agreementId: agreement.id, kind: obligation.terms.kind, floor: obligation.floor ?? null, teamId: obligation.teamId ?? null, position: 0 });
  const said = { ...empty, sentence: obligationSentence(spoken, facts.locale), conditions: obligationConditions(spoken, facts.locale) };
  const terms = await previewTerms(context.store, agreement, obligation, facts.now);
  if (typeof terms === "string") return { ...said, faults: [{ field: "calendar", message: t(`fault.${terms}`) }] };
  return { ...said, terms, faults: overlapFault(terms, facts), dryRun: withDryRun ? await dryRun(obligation, editor, context, viewer, facts) : null };
}

/** Windows that overlap as a rule are refused: nobody could say which delivery was meant. */
export function overlapFault({ overlaps: { first, isUsual } }: TermsPreview, facts: PageFacts): ShownFault[] {
  if (!first || !isUsual) return [];
  const [one, other] = first.map((date) => formatDay(date, facts.locale));
  return [{ field: "windowBefore_n", message: editorWords(facts)("fault.windows_overlap", { first: one ?? "", second: other ?? "" }) }];
}

async function dryRun(obligation: Obligation, editor: Editor, context: AppContext, viewer: Viewer, facts: PageFacts): Promise<ShownDryRun | null> {
  try {
    const found = await dryRunObligation(context.store, { agreement: editor.agreement, obligation, now: facts.now });
    const { kept, of } = found.kept;
    return {
      ...found,
      items: found.items.slice(0, LISTED).map(({ task, ...item }) => ({
        ...item,
        task: task && can(viewer.actor, "task.read", taskSubject(task, [item.recipientId, task.clientId])) ? { id: task.id, title: task.title || task.externalId } : null,
        recipient: nameIn(editor.speaker.departments.get(item.recipientId)?.name ?? {}, facts.locale),
      })),
      more: Math.max(0, found.items.length - LISTED),
      mostTasks: MOST_TASKS,
      proposedBp: obligation.mode === "observe" ? proposeTargetBp({ kept, of, months: found.months }) : null,
      zone: facts.zone,
    };
  } catch (error) {
    if (error instanceof NoCalendar) return null;
    throw error;
  }
}
