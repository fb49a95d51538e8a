import { can } from "#app/domain/access/can.ts";
import { nameIn, type Locale } from "#app/domain/names.ts";
import { voiceActs } from "#app/domain/voice/decide-voice.ts";
import { mayBecomeCase } from "#app/domain/voice/voice-kind.ts";
import { personName } from "#app/format/person-name.ts";
import { openFollowUpBook } from "#app/operations/follow-up-book.server.ts";
import type { AppContext } from "#app/web/context.server.ts";
import type { Viewer } from "#app/web/session.server.ts";
import { voiceSides } from "#app/web/voice-access.server.ts";
import { voiceClock } from "#app/web/voice-rows.server.ts";
import { findProduct } from "#db/queries/catalogue.server.ts";
import { loadCasesAbout } from "#db/queries/cases.server.ts";
import { loadDepartments } from "#db/queries/directory.server.ts";
import { loadPeople } from "#db/queries/people.server.ts";
import { findTask } from "#db/queries/task-page.server.ts";
import { loadVoiceMessages, type VoiceRow } from "#db/queries/voices.server.ts";

/** Whether the viewer may make it a case: who leads the provider's improvement. */
export const mayOpenCase = (viewer: Viewer, row: VoiceRow): boolean => mayBecomeCase(row.kind) && can(viewer.actor, "case.edit", { departmentIds: [row.providerId] });

/** What a client said, with the thread and what the viewer can do. */
export async function readVoicePage({ store, now: clock }: AppContext, viewer: Viewer, row: VoiceRow, locale: Locale) {
  const now = clock();
  const [messages, departments, task, product, cases, book] = await Promise.all([
    loadVoiceMessages(store, row.id), loadDepartments(store, "all"), row.taskId ? findTask(store, row.taskId) : null, row.productId ? findProduct(store, row.productId) : null,
    loadCasesAbout(store, { dedupeKeys: [`voice:${row.id}`] }), openFollowUpBook(store),
  ]);
  const people = await loadPeople(store, [...new Set([row.senderId, ...(row.personId ? [row.personId] : []), ...messages.map((one) => one.personId)])]);
  const nameOf = (id: string | null) => people.flatMap((one) => (one.id === id ? [personName(one, locale)] : []))[0] ?? null;
  const department = (id: string) => ({ id, name: nameIn(departments.find((one) => one.id === id)?.name ?? {}, locale) });
  return {
    id: row.id, rowVersion: row.rowVersion, kind: row.kind, state: row.state, subject: row.subject, provider: department(row.providerId), client: department(row.clientId), sender: nameOf(row.senderId) ?? "–", thanked: nameOf(row.personId),
    task: task && { id: task.id, title: task.title || task.externalId }, product: product && { id: product.id, name: nameIn(product.name, locale) },
    clock: voiceClock(row, book, now),
    messages: messages.map((one) => ({ key: String(one.number), who: nameOf(one.personId), act: one.act, side: one.side, at: one.at, text: one.text })),
    acts: voiceActs(row, voiceSides(viewer.actor, row)),
    caseId: cases[0]?.id ?? null,
    mayOpenCase: cases.length === 0 && mayOpenCase(viewer, row),
    zone: viewer.timeZone,
    now,
  };
}

export type VoicePageData = Awaited<ReturnType<typeof readVoicePage>>;
