import { monthsOfPayPeriod } from "#app/domain/score/pay-period-months.ts";
import { planRound } from "#app/domain/survey/plan-round.ts";
import type { AskedPerson, RoundSubject } from "#app/domain/survey/plan-round.ts";
import type { RoundSurvey } from "#app/domain/survey/survey-round.ts";
import { startOfDate, zoneOf } from "#app/domain/time/zone.ts";
import type { AgreementRow } from "#db/queries/agreements.server.ts";
import { loadServedClients } from "#db/queries/survey-rounds.server.ts";
import { openAgreementBook } from "./agreement-book.server.ts";
import type { AgreementBook } from "./agreement-book.server.ts";
import type { OperationContext } from "./context.ts";
import type { RaterBook } from "./rater-book.server.ts";

/**
 * Whom a round of a survey asks about whom on a day. The client review asks, for each client that was delivered to in the quarter, the
 * contacts of the agreement, else the client's head. The relationship survey asks everybody who speaks for a client of an agreement
 * in force: contacts, head and deputies.
 */
export async function roundAudience(ctx: OperationContext, survey: RoundSurvey, quarter: string, today: string, raters: RaterBook): Promise<readonly AskedPerson[]> {
  const book = await openAgreementBook(ctx.store);
  const subjects = survey === "client_review" ? await reviewSubjects(ctx, book, quarter, raters) : relationshipSubjects(book, today, raters);
  return planRound(subjects, raters.isBlocked);
}

async function reviewSubjects(ctx: OperationContext, book: AgreementBook, quarter: string, raters: RaterBook): Promise<RoundSubject[]> {
  const from = startOfDate(zoneOf(book.organisation.zone), `${monthsOfPayPeriod(quarter)[0]!}-01`);
  const served = await loadServedClients(ctx.store, from, ctx.now);
  return served
    .map((row) => ({ ...row, agreement: row.agreementId === null ? undefined : book.agreements.get(row.agreementId) }))
    .sort((a, b) => generality(book, a.agreement, a.clientId) - generality(book, b.agreement, b.clientId) || (a.clientId + a.providerId < b.clientId + b.providerId ? -1 : 1))
    .map(({ providerId, clientId, agreementId, agreement }) => {
      const { contacts, head } = raters.speakersOf(clientId, agreementId);
      return { providerId: agreement?.providerId ?? providerId, clientId, agreementId, raters: contacts.length > 0 ? contacts : head ? [head] : [] };
    });
}

function relationshipSubjects(book: AgreementBook, today: string, raters: RaterBook): RoundSubject[] {
  return [...book.agreements.values()]
    .filter((agreement) => isInForce(book, agreement, today))
    .flatMap((agreement) => clientsOf(book, agreement, today).map((clientId) => ({ agreement, clientId })))
    .sort((a, b) => generality(book, a.agreement, a.clientId) - generality(book, b.agreement, b.clientId) || depth(book, b.clientId) - depth(book, a.clientId) || (a.clientId + a.agreement.id < b.clientId + b.agreement.id ? -1 : 1))
    .map(({ agreement, clientId }) => {
      const { contacts, head, deputies } = raters.speakersOf(clientId, agreement.id);
      return { providerId: agreement.providerId, clientId, agreementId: agreement.id, raters: [...contacts, ...(head ? [head] : []), ...deputies] };
    });
}

const isInForce = (book: AgreementBook, agreement: AgreementRow, today: string): boolean => book.versionsOf(agreement.id).some((version) => version.from <= today && (version.to === null || today < version.to));

/** The departments that are the client of an agreement on a day. */
function clientsOf(book: AgreementBook, agreement: AgreementRow, today: string): readonly string[] {
  if (agreement.clientDepartmentId) return [agreement.clientDepartmentId];
  if (agreement.clientGroupId)
    return book.groupMembers.filter((row) => row.groupId === agreement.clientGroupId && row.from <= today && (row.to === null || today < row.to)).map((row) => row.departmentId);
  return [...book.departments.keys()];
}

/** The smaller, the closer is an agreement's client to a department: its own, an ancestor's, a group's, everyone's, none (design.md section 6). */
function generality(book: AgreementBook, agreement: AgreementRow | undefined, clientId: string): number {
  if (!agreement) return 400;
  if (agreement.clientDepartmentId) return Math.max(0, book.tree.pathUp(clientId).indexOf(agreement.clientDepartmentId));
  return agreement.clientGroupId ? 200 : 300;
}

const depth = (book: AgreementBook, departmentId: string): number => book.tree.pathUp(departmentId).length;
