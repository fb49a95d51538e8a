import type { CaseOrigin } from "#app/domain/improvement/case-cause.ts";
import { foldKey } from "#app/domain/names.ts";
import type { Names } from "#app/domain/names.ts";
import type { CaseRow } from "#db/queries/cases.server.ts";
import { newId } from "#db/new-id.server.ts";
import type { FollowUpBook } from "./follow-up-book.server.ts";

export interface NewCase {
  readonly origin: CaseOrigin;
  /** One case a cause, however often it is found. */
  readonly dedupeKey: string;
  readonly providerId: string;
  readonly clientId: string | null;
  readonly taskId?: string | null;
  readonly obligationKey?: string | null;
  readonly voiceId?: string | null;
  readonly problem: string;
  /** The line's name in both languages: it is searched for where the problem has no words. */
  readonly lineName?: Names;
  /** Whose rating, word or hand it was; null = the portal by itself. */
  readonly openedBy: string | null;
}

/** A case as it is opened at an instant, with its clocks by the provider's calendar. */
export function newCase({ policy, dueAt, dueOn }: FollowUpBook, fields: NewCase, now: number): CaseRow {
  const { providerId } = fields;
  return {
    id: newId(), origin: fields.origin, dedupeKey: fields.dedupeKey, providerId, clientId: fields.clientId, taskId: fields.taskId ?? null, obligationKey: fields.obligationKey ?? null, voiceId: fields.voiceId ?? null,
    problem: fields.problem, searchKey: foldKey([fields.problem, ...Object.values(fields.lineName ?? {})].join(" ")).slice(0, LONGEST_SEARCH), cause: "", category: null, action: "", check: "", ownerId: null, state: "open",
    openedBy: fields.openedBy, createdAt: now, dueOn: dueOn(providerId, now, policy.caseDoneDays), replyDueAt: dueAt(providerId, now, policy.caseReplyDays), planDueAt: dueAt(providerId, now, policy.casePlanDays),
    repliedAt: null, plannedAt: null, handedOverAt: null, confirmedAt: null, rowVersion: 1,
  };
}

const LONGEST_SEARCH = 1000;
