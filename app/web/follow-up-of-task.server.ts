import { can } from "#app/domain/access/can.ts";
import type { Locale } from "#app/domain/names.ts";
import { caseTitle } from "#app/operations/case-title.server.ts";
import { loadCasesAbout, loadObligationNames } from "#db/queries/cases.server.ts";
import { loadVoicesOfTask } from "#db/queries/voices.server.ts";
import type { Store } from "#db/store.ts";
import { caseSubject } from "./case-access.server.ts";
import type { Viewer } from "./session.server.ts";
import { maySayTo, voiceSubject } from "./voice-access.server.ts";

/** What clients said about a task, and its improvement cases, as far as the viewer may read them; and what the viewer may open. */
export async function followUpOfTask(store: Store, { actor }: Viewer, task: { readonly id: string; readonly providerId: string }, recipients: readonly string[], locale: Locale) {
  const [voices, cases] = await Promise.all([loadVoicesOfTask(store, task.id), loadCasesAbout(store, { taskId: task.id })]);
  const lines = await loadObligationNames(store, cases.flatMap((row) => row.obligationKey ?? []));
  return {
    voices: voices.filter((row) => can(actor, "feedback.read", voiceSubject(row))).map(({ id, kind, state, subject }) => ({ id, kind, state, subject })),
    cases: cases.filter((row) => can(actor, "case.read", caseSubject(row))).map((row) => ({ id: row.id, state: row.state, title: caseTitle(row, lines, locale).slice(0, LONGEST) })),
    maySay: maySayTo(actor, task.providerId) && recipients.some((id) => actor.memberOf.includes(id) || actor.headOf.includes(id)),
    mayOpenCase: can(actor, "case.open", { partyIds: [task.providerId, ...recipients] }),
  };
}
export type TaskFollowUp = Awaited<ReturnType<typeof followUpOfTask>>;

/** So much of a problem stands beside a task. */
const LONGEST = 120;
