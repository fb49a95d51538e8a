import { can } from "#app/domain/access/can.ts";
import type { Actor } from "#app/domain/access/actor.ts";
import type { Names } from "#app/domain/names.ts";
import { periodsClosedWith } from "#app/domain/score/pay-period-months.ts";
import { SEAL_LASTS_MS } from "#app/domain/score/period-life.ts";
import { groupBy, openAgreementBook } from "#app/operations/agreement-book.server.ts";
import { loadPeriodLife } from "#app/operations/period-life.server.ts";
import { readScorecards } from "#app/operations/read-scorecards.server.ts";
import { findAccount } from "#db/queries/accounts.server.ts";
import { countDisputes, loadUndecidedItems } from "#db/queries/closing.server.ts";
import { loadPeople } from "#db/queries/people.server.ts";
import type { PeriodRow } from "#db/queries/periods.server.ts";
import type { Store } from "#db/store.ts";

/** Items named on the page; the rest is a number. */
const NAMED = 20;

export interface PeriodDetail {
  readonly row: Pick<PeriodRow, "month" | "state" | "from" | "to" | "reviewEndsAt" | "sealedAt" | "draftHash" | "closedAt" | "inputSeq">;
  /** The quarter that is frozen with it. */
  readonly freezes: string | null;
  readonly isDue: boolean;
  readonly unclosedBefore: readonly string[];
  readonly pendingItems: number;
  readonly pending: readonly { readonly id: string; readonly line: Names; readonly taskId: string | null; readonly dueAt: number | null }[];
  readonly disputes: { readonly open: number; readonly carried: number };
  readonly departments: readonly DepartmentCheck[];
  readonly sealExpiresAt: number | null;
  readonly sealedBy: PersonNames | null;
  readonly closedBy: PersonNames | null;
  /** The person looking is the one who asked. */
  readonly isMine: boolean;
  /** Things that keep it from closing. */
  readonly blocks: number;
}

interface PersonNames {
  readonly surname: string;
  readonly givenName: string;
}

export interface DepartmentCheck {
  readonly departmentId: string;
  readonly name: Names;
  readonly scoreBp: number | null;
  readonly coverageBp: number | null;
  readonly unmeasurableBp: number | null;
  readonly excusedBp: number | null;
  readonly mayOpen: boolean;
}

/** A month with everything that decides whether it can be closed; null when there is no such month. */
export async function readPeriodDetail(store: Store, actor: Actor, month: string, now: number): Promise<PeriodDetail | null> {
  const loaded = await loadPeriodLife(store, month);
  if (!loaded) return null;
  const { row, life, unclosedBefore } = loaded;
  const [book, undecided, disputes, { cards }, sealedBy, closedBy] = await Promise.all([
    openAgreementBook(store),
    life.pendingItems > 0 ? loadUndecidedItems(store, month, NAMED) : [],
    countDisputes(store, month),
    readScorecards(store, month, row.state === "closed", now),
    nameOf(store, row.sealedBy),
    nameOf(store, row.closedBy),
  ]);
  const seesAll = can(actor, "period.read");
  const lineOf = groupBy([...book.agreements.keys()].flatMap((id) => book.versionsOf(id).flatMap((version) => book.obligationsOf(version.id))), (line) => line.key);
  const isDue = row.to <= now;
  return {
    row: { month, state: row.state, from: row.from, to: row.to, reviewEndsAt: row.reviewEndsAt, sealedAt: row.sealedAt, draftHash: row.draftHash, closedAt: row.closedAt, inputSeq: row.inputSeq },
    freezes: periodsClosedWith(month, book.organisation.payPeriod)[1] ?? null,
    isDue,
    unclosedBefore,
    pendingItems: life.pendingItems,
    pending: seesAll ? undecided.map((one) => ({ id: `${one.obligationKey}/${one.item}`, line: lineOf.get(one.obligationKey)?.at(-1)?.name ?? { en: one.obligationKey }, taskId: one.taskId, dueAt: one.dueAt })) : [],
    disputes,
    departments: cards
      .filter(({ departmentId }) => book.departments.get(departmentId)?.isTeam === false && (seesAll || can(actor, "period.read", { departmentIds: [departmentId] })))
      .map(({ departmentId, card }) => ({
        departmentId, name: book.departments.get(departmentId)!.name, scoreBp: card.shown.scoreBp, coverageBp: card.coverageBp, unmeasurableBp: card.shown.unmeasurableShareBp,
        excusedBp: card.shown.excusedShareBp, mayOpen: can(actor, "scorecard.read", { departmentIds: [departmentId] }),
      })),
    sealExpiresAt: life.seal ? life.seal.at + SEAL_LASTS_MS : null,
    sealedBy,
    closedBy,
    isMine: life.seal?.requestedBy === actor.personId,
    blocks: [!isDue, unclosedBefore.length > 0, life.pendingItems > 0].filter(Boolean).length,
  };
}

async function nameOf(store: Store, accountId: string | null): Promise<PersonNames | null> {
  const account = accountId === null ? null : await findAccount(store, { id: accountId });
  const [person] = account ? await loadPeople(store, [account.personId]) : [];
  return person ? { surname: person.surname, givenName: person.givenName } : null;
}
