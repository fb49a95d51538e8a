import { can } from "#app/domain/access/can.ts";
import { agreementStanding, endOfVersion, versionState } from "#app/domain/agreement/version-state.ts";
import { nameIn, wordsIn } from "#app/domain/names.ts";
import { obligationConditions, obligationSentence } from "#app/format/obligation-sentence.ts";
import { personName } from "#app/format/person-name.ts";
import { translateIn } from "#app/i18n/translate.server.ts";
import { agreementSubject } from "#app/operations/agreement-parties.server.ts";
import { contactSides } from "#app/operations/set-contacts.server.ts";
import { compareVersions } from "#app/operations/compare-versions.server.ts";
import { openNegotiationBook } from "#app/operations/negotiation-state.server.ts";
import { clientParty } from "#app/operations/read-agreements.server.ts";
import { missingMeasures, readKept } from "#app/operations/read-kept.server.ts";
import { openObligationSpeaker } from "#app/operations/speak-obligations.server.ts";
import { findAgreement, loadAccountPeople, loadContactsOf, loadGroups, loadObligationsOf, loadVersionsOf } from "#db/queries/agreement-pages.server.ts";
import type { FullVersion } from "#db/queries/agreement-pages.server.ts";
import { loadPeople, loadPosts } from "#db/queries/people.server.ts";
import { loadContinued } from "#db/queries/reorganisations.server.ts";
import type { AppContext } from "#app/web/context.server.ts";
import { allow, fault } from "#app/web/guard.server.ts";
import { lastMonths } from "#app/format/date.ts";
import type { PageFacts } from "#app/web/page-facts.server.ts";
import type { Viewer } from "#app/web/session.server.ts";

/** Everything that the agreement's page shows. Throws 404 for what the viewer may not see. */
export async function readAgreementPage(request: Request, id: string, context: AppContext, viewer: Viewer, facts: PageFacts) {
  const { store } = context;
  const { locale, today } = facts;
  const params = new URL(request.url).searchParams;
  const agreement = await findAgreement(store, id);
  const subject = agreement ? await agreementSubject(store, agreement, today) : null;
  allow(viewer, "agreement.read", subject);
  if (!agreement) throw fault(404, "not_found");

  const ctx = { store, now: facts.now, actor: { kind: "account", id: viewer.actor.accountId } } as const;
  const { person: who } = await (await openNegotiationBook(ctx)).personFor(agreement);
  const [speaker, allVersions, obligations, groups, contacts, posts] = await Promise.all([
    openObligationSpeaker(store, locale), loadVersionsOf(store, id), loadObligationsOf(store, { agreementId: id }), loadGroups(store), loadContactsOf(store, id), loadPosts(store, today),
  ]);
  // A draft is its side's own affair until it is proposed.
  const versions = allVersions.filter((version) => version.state !== "draft" || who.sides.includes(version.draftedSide ?? "provider"));
  const standing = agreementStanding(versions, today);
  if (!standing) throw fault(404, "not_found");
  const byNumber = (text: string | null) => versions.find((version) => String(version.number) === text);
  const shown = byNumber(params.get("version")) ?? standing.version;
  const index = versions.indexOf(shown);
  const compared = byNumber(params.get("compare")) ?? versions[index - 1] ?? null;

  const linked = await loadContinued(store, id);
  const former = linked.find((row) => row.id === agreement.continuesId);
  // Until both sides signed or a superior decided, the terms are those of the former department.
  const runsOn = former !== undefined && versions.some((row) => row.state === "agreed" && row.from <= today) && !versions.some((row) => (row.state === "agreed" || row.state === "terminated") && (row.providerSignedAt !== null || row.imposedAt !== null || row.isImported));
  const months = lastMonths(facts.month, 12);
  const keys = [...new Set(obligations.map((row) => row.key))];
  const kept = await readKept(store, months, missingMeasures(obligations), keys);
  const t = translateIn(locale, "agreements");
  const client = clientParty(agreement, speaker.departments, new Map(groups.map((row) => [row.id, row])));
  const nameOfDepartment = (departmentId: string) => nameIn(speaker.departments.get(departmentId)?.name ?? {}, locale);
  const ofVersion = (version: FullVersion) => obligations.filter((row) => row.versionId === version.id).sort((a, b) => a.position - b.position);

  const signers = new Map((await loadAccountPeople(store, versions.flatMap((v) => [v.providerSignedBy, v.clientSignedBy, v.createdBy].filter((by) => by !== null)))).map((row) => [row.accountId, row]));
  const signature = (by: string | null, at: number | null) => {
    const person = by ? signers.get(by) : undefined;
    return by && at !== null ? { name: person ? personName(person, locale) : "", personId: person?.personId ?? null, at } : null;
  };
  const heads = await headsOf(context, posts, [agreement.providerId, ...(agreement.clientDepartmentId ? [agreement.clientDepartmentId] : [])], locale);

  return {
    id,
    code: agreement.code,
    provider: { id: agreement.providerId, name: nameOfDepartment(agreement.providerId), calendar: speaker.calendarOf(agreement.providerId), heads: heads.get(agreement.providerId) ?? [] },
    client: {
      kind: client.kind,
      id: client.id,
      name: client.name ? nameIn(client.name, locale) : t("everyone"),
      calendar: agreement.clientDepartmentId ? speaker.calendarOf(agreement.clientDepartmentId) : null,
      heads: agreement.clientDepartmentId ? (heads.get(agreement.clientDepartmentId) ?? []) : [],
    },
    contacts: contacts.map((row) => ({ personId: row.personId, name: personName(row, locale) })),
    state: standing.state,
    months,
    shown: {
      number: shown.number,
      state: versionState(shown, versions, today),
      from: shown.from,
      to: endOfVersion(shown, versions),
      purpose: shown.purpose ? nameIn(shown.purpose, locale) : null,
      inputs: shown.inputs.map((input) => ({ key: input.key, name: nameIn(input.name, locale), due: wordsIn(input.due, locale), completeness: input.completeness === undefined ? null : wordsIn(input.completeness, locale), product: input.productId ? nameIn(speaker.products.get(input.productId)?.name ?? {}, locale) : null })),
      products: new Set(ofVersion(shown).map((row) => row.productId)).size,
      kept: kept.sum(keys),
      obligations: ofVersion(shown).map((row) => {
        const spoken = speaker.speak(agreement, row);
        return {
          key: row.key, kind: row.kind, mode: row.mode, weight: row.weight, productId: row.productId, name: nameIn(row.name, locale), team: spoken.team ?? null,
          sentence: obligationSentence(spoken, locale),
          conditions: obligationConditions(spoken, locale),
          targetBp: row.target.type === "share" ? row.target.bp : null,
          floorBp: row.floor?.type === "share" ? row.floor.bp : null,
          kept: kept.sum([row.key]),
          monthly: months.map((month) => kept.of(row.key, month).bp),
        };
      }),
      isImported: shown.isImported,
      provider: signature(shown.providerSignedBy, shown.providerSignedAt),
      client: signature(shown.clientSignedBy, shown.clientSignedAt),
      contentHash: shown.contentHash,
      standardTermsId: shown.standardTermsId,
    },
    /** The text that the viewer may offer to every department. */
    offers: who.signsFor.includes("provider") && shown.state === "agreed" ? shown.id : null,
    versions: versions.map((version) => ({ number: version.number, state: versionState(version, versions, today), from: version.from, to: endOfVersion(version, versions), isImported: version.isImported })).reverse(),
    comparison: compared && compared !== shown ? compareVersions(speaker, agreement, obligations, compared, shown, locale) : null,
    open: versions
      .filter((version) => version.state === "proposed" || version.state === "draft")
      .map((version) => ({ number: version.number, state: version.state, drafter: version.draftedSide ?? "provider", isMine: who.sides.includes(version.draftedSide ?? "provider"), answerBy: version.answerBy })),
    isInForce: standing.state === "in_force",
    runsOnFrom: former && runsOn ? { id: former.id, code: former.code, department: nameOfDepartment(former.providerId === agreement.providerId ? (former.clientDepartmentId ?? "") : former.providerId) } : null,
    runsOnIn: linked.filter((row) => row.continuesId === id).map((row) => ({ id: row.id, code: row.code, provider: nameOfDepartment(row.providerId), client: row.clientDepartmentId ? nameOfDepartment(row.clientDepartmentId) : "" })),
    mayChange: !linked.some((row) => row.continuesId === id) && who.sides.length > 0 && !versions.some((version) => version.state === "proposed" || version.state === "draft"),
    sides: who.sides,
    maySetContacts: can(viewer.actor, "contact.edit", { departmentIds: (await contactSides(store, agreement, today)).clientIds ?? [] }),
  };
}

async function headsOf(context: AppContext, posts: Awaited<ReturnType<typeof loadPosts>>, departmentIds: readonly string[], locale: PageFacts["locale"]) {
  const wanted = posts.filter((post) => departmentIds.includes(post.departmentId) && post.post === "head");
  const people = new Map((wanted.length === 0 ? [] : await loadPeople(context.store, wanted.map((post) => post.personId))).map((row) => [row.id, row]));
  const heads = new Map<string, { personId: string; name: string }[]>();
  for (const post of wanted) {
    const person = people.get(post.personId);
    if (person) heads.set(post.departmentId, [...(heads.get(post.departmentId) ?? []), { personId: person.id, name: personName(person, locale) }]);
  }
  return heads;
}

export type AgreementPage = Awaited<ReturnType<typeof readAgreementPage>>;
