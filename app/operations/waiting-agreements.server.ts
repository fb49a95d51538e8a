import type { Actor } from "#app/domain/access/actor.ts";
import { isAnswerLate, turnOf } from "#app/domain/agreement/decide-agreement.ts";
import { nameIn } from "#app/domain/names.ts";
import type { Locale } from "#app/domain/names.ts";
import { departmentTree } from "#app/domain/organisation/department-tree.ts";
import { translateIn } from "#app/i18n/translate.server.ts";
import { listAgreements, loadGroups, loadOpenVersions } from "#db/queries/agreement-pages.server.ts";
import { loadDepartments } from "#db/queries/directory.server.ts";
import { loadProposals } from "#db/queries/negotiation.server.ts";
import type { Store } from "#db/store.ts";
import { openPartyBook } from "./negotiating-person.server.ts";
import { clientParty } from "./read-agreements.server.ts";

/** An agreement on which a person has to act. */
export interface WaitingAgreement {
  readonly agreementId: string;
  readonly number: number;
  readonly pair: string;
  /** The side's answer, its missing signature, or the common superior's decision. */
  readonly what: "answer" | "sign" | "superior";
  readonly answerBy: string | null;
}

/** Proposals that wait for this person, the most urgent first. */
export async function readWaitingAgreements(store: Store, actor: Actor, today: string, locale: Locale): Promise<WaitingAgreement[]> {
  const proposals = await loadProposals(store, null);
  if (proposals.length === 0) return [];
  const ids = new Set(proposals.map((row) => row.agreementId));
  const [agreements, open, departments, groups] = await Promise.all([listAgreements(store, { side: "all" }), loadOpenVersions(store, [...ids]), loadDepartments(store), loadGroups(store)]);
  const parties = await openPartyBook(store, departments, departmentTree(departments), today);
  const departmentById = new Map(departments.map((row) => [row.id, row]));
  const groupById = new Map(groups.map((row) => [row.id, row]));
  const byId = new Map(agreements.map((row) => [row.id, row]));
  const waiting = open.flatMap((version): WaitingAgreement[] => {
    const agreement = byId.get(version.agreementId);
    if (!agreement || version.state !== "proposed") return [];
    const drafted = version.draftedSide ?? "provider";
    const signed = (by: string | null) => (by === null ? null : { personId: "", accountId: by, at: 0 });
    const turn = turnOf({ state: "proposed", draftedSide: drafted, signatures: { provider: signed(version.providerSignedBy), client: signed(version.clientSignedBy) } });
    const person = parties.personFor(actor, agreement);
    const isMine = turn !== null && (person.sides.includes(turn) || person.signsFor.includes(turn));
    const decides = person.isSuperior && isAnswerLate(version, today);
    if (!isMine && !decides) return [];
    const client = clientParty(agreement, departmentById, groupById);
    const pair = `${nameIn(departmentById.get(agreement.providerId)?.name ?? {}, locale)} → ${client.name ? nameIn(client.name, locale) : translateIn(locale, "agreements")("everyone")}`;
    return [{ agreementId: agreement.id, number: version.number, pair, what: isMine ? (turn === drafted ? "sign" : "answer") : "superior", answerBy: version.answerBy }];
  });
  return waiting.sort((a, b) => ((a.answerBy ?? "9") < (b.answerBy ?? "9") ? -1 : 1));
}
