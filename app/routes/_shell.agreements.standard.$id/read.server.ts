import { can } from "#app/domain/access/can.ts";
import { countDeviations } from "#app/domain/agreement/standard-terms.ts";
import { nextPayPeriod } from "#app/domain/agreement/check-dates.ts";
import { nameIn, wordsIn } from "#app/domain/names.ts";
import { addDays } from "#app/domain/time/local-date.ts";
import { obligationConditions, obligationSentence } from "#app/format/obligation-sentence.ts";
import { personName } from "#app/format/person-name.ts";
import { toObligation } from "#app/operations/negotiation-state.server.ts";
import { openObligationSpeaker } from "#app/operations/speak-obligations.server.ts";
import type { AppContext } from "#app/web/context.server.ts";
import type { PageFacts } from "#app/web/page-facts.server.ts";
import type { Viewer } from "#app/web/session.server.ts";
import { departmentsOf } from "#app/web/work-scope.server.ts";
import { listAgreements, loadAccountPeople, loadObligationsOf, loadVersionsOf } from "#db/queries/agreement-pages.server.ts";
import { loadPeople } from "#db/queries/people.server.ts";
import { loadJoined } from "#db/queries/standard-terms.server.ts";
import type { StandardTermsRow } from "#db/queries/standard-terms.server.ts";

/** Standard terms with what is promised, who joined with which deviations, and for whom the viewer can join. */
export async function readStandardTerms(context: AppContext, viewer: Viewer, row: StandardTermsRow, { locale, today, organisation }: PageFacts) {
  const { store } = context;
  const [speaker, joined, signers, given] = await Promise.all([
    openObligationSpeaker(store, locale), loadJoined(store, [row.id]), loadAccountPeople(store, [row.signedBy]), listAgreements(store, { side: "given", departmentIds: [row.providerId] }),
  ]);
  const [signer] = signers[0] ? await loadPeople(store, [signers[0].personId]) : [];
  const nameOf = (id: string | null) => nameIn(speaker.departments.get(id ?? "")?.name ?? {}, locale);
  const alike = { id: "", code: "", providerId: row.providerId, clientKind: "everyone", clientDepartmentId: null, clientGroupId: null } as const;
  const served = new Set(given.map((one) => one.clientDepartmentId));
  const joinable = departmentsOf(viewer.actor).filter((id) => {
    const department = speaker.departments.get(id);
    return department && !department.isTeam && id !== row.providerId && !served.has(id) && can(viewer.actor, "agreement.sign", { partyIds: [id] });
  });
  return {
    id: row.id, rowVersion: row.rowVersion, contentHash: row.contentHash, state: row.state, name: nameIn(row.name, locale), provider: nameOf(row.providerId), providerId: row.providerId, signedAt: row.signedAt,
    signer: signer ? personName(signer, locale) : "–",
    purpose: row.text.purpose ? nameIn(row.text.purpose, locale) : null,
    promises: row.text.obligations.map((one, position) => {
      const spoken = speaker.speak(alike, { ...one, versionId: "", agreementId: "", kind: one.terms.kind, floor: one.floor ?? null, teamId: one.teamId ?? null, position });
      return { key: one.key, name: nameIn(one.name, locale), kind: one.terms.kind, mode: one.mode, sentence: obligationSentence(spoken, locale), conditions: obligationConditions(spoken, locale) };
    }),
    inputs: row.text.inputs.map((one) => ({ key: one.key, name: nameIn(one.name, locale), due: wordsIn(one.due, locale) })),
    members: await Promise.all(joined.map(async (one) => ({ agreementId: one.agreementId, department: nameOf(one.clientDepartmentId), from: one.from, deviations: await deviationsOf(one.agreementId, one.versionId) }))),
    joinable: row.state === "published" ? joinable.map((id) => ({ id, name: nameOf(id) })) : [],
    earliest: addDays(today, 1),
    suggested: nextPayPeriod(today, organisation?.payPeriod ?? "quarter"),
    mayWithdraw: row.state === "published" && can(viewer.actor, "agreement.sign", { partyIds: [row.providerId] }),
    zone: viewer.timeZone,
  };

  /** Against the agreement's newest agreed text: it may have been changed since it was joined. */
  async function deviationsOf(agreementId: string, joinedId: string): Promise<number> {
    const [versions, rows] = await Promise.all([loadVersionsOf(store, agreementId), loadObligationsOf(store, { agreementId })]);
    const newest = versions.filter((version) => version.state === "agreed").at(-1) ?? versions.find((version) => version.id === joinedId);
    if (!newest) return 0;
    const text = { obligations: rows.filter((one) => one.versionId === newest.id).sort((a, b) => a.position - b.position).map(toObligation), inputs: newest.inputs, ...(newest.purpose ? { purpose: newest.purpose } : {}) };
    return countDeviations(row.text, text);
  }
}

export type StandardTermsData = Awaited<ReturnType<typeof readStandardTerms>>;
