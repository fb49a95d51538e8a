import { can, mayEver } from "#app/domain/access/can.ts";
import { agreementStanding } from "#app/domain/agreement/version-state.ts";
import { nameIn } from "#app/domain/names.ts";
import { obligationSentence } from "#app/format/obligation-sentence.ts";
import { thresholdShort } from "#app/format/term-words.ts";
import { lastMonths } from "#app/format/date.ts";
import { personName } from "#app/format/person-name.ts";
import { translateIn } from "#app/i18n/translate.server.ts";
import { agreementSubject } from "#app/operations/agreement-parties.server.ts";
import { groupBy } from "#app/operations/agreement-book.server.ts";
import { clientParty } from "#app/operations/read-agreements.server.ts";
import { missingMeasures, readKept } from "#app/operations/read-kept.server.ts";
import { openObligationSpeaker } from "#app/operations/speak-obligations.server.ts";
import { listAgreements, loadGroups, loadObligationsOf, loadVersionHeads } from "#db/queries/agreement-pages.server.ts";
import { findProduct } from "#db/queries/catalogue.server.ts";
import { loadPeople } from "#db/queries/people.server.ts";
import type { AppContext } from "#app/web/context.server.ts";
import { fault } from "#app/web/guard.server.ts";
import { maySayTo } from "#app/web/voice-access.server.ts";
import type { PageFacts } from "#app/web/page-facts.server.ts";
import type { Viewer } from "#app/web/session.server.ts";

/** A product with what is promised of it today, client by client: only the agreements that the viewer may read. */
export async function readProductPage(id: string, context: AppContext, viewer: Viewer, facts: PageFacts) {
  const { store } = context;
  const { locale, today } = facts;
  const product = await findProduct(store, id);
  if (!product) throw fault(404, "not_found");
  const [speaker, obligations, agreements, groups] = await Promise.all([openObligationSpeaker(store, locale), loadObligationsOf(store, { productId: id }), listAgreements(store, { side: "all" }), loadGroups(store)]);
  const [owner] = product.ownerId === null ? [] : await loadPeople(store, [product.ownerId]);
  const concerned = agreements.filter((row) => obligations.some((obligation) => obligation.agreementId === row.id));
  const versions = groupBy(await loadVersionHeads(store, concerned.map((row) => row.id)), (row) => row.agreementId);
  const months = lastMonths(facts.month, 12);
  const kept = await readKept(store, months, missingMeasures(obligations), [...new Set(obligations.map((row) => row.key))]);
  const groupById = new Map(groups.map((row) => [row.id, row]));
  const everyone = translateIn(locale, "agreements")("everyone");

  let hidden = 0;
  const lines = [];
  for (const agreement of concerned) {
    const standing = agreementStanding(versions.get(agreement.id) ?? [], today);
    if (standing?.state !== "in_force") continue;
    const promised = obligations.filter((row) => row.versionId === standing.version.id);
    if (promised.length === 0) continue;
    if (!can(viewer.actor, "agreement.read", await agreementSubject(store, agreement, today))) {
      hidden++;
      continue;
    }
    const party = clientParty(agreement, speaker.departments, groupById);
    for (const row of promised) {
      lines.push({
        key: row.key, agreementId: agreement.id, client: party.name ? nameIn(party.name, locale) : everyone, kind: row.kind, mode: row.mode, weight: row.weight,
        sentence: obligationSentence(speaker.speak(agreement, row), locale),
        target: thresholdShort(row.target, locale), floor: row.floor ? thresholdShort(row.floor, locale) : null,
        targetBp: row.target.type === "share" ? row.target.bp : null,
        kept: kept.sum([row.key]),
        monthly: months.map((month) => kept.of(row.key, month).bp),
      });
    }
  }
  return {
    id, mayNeed: mayEver(viewer.actor, "profile.edit"), mayRequest: product.archivedAt === null && viewer.actor.memberOf.some((id) => id !== product.providerId && can(viewer.actor, "task.request", { departmentIds: [id] })), maySay: maySayTo(viewer.actor, product.providerId), isArchived: product.archivedAt !== null, mayEdit: can(viewer.actor, "product.edit", { departmentIds: [product.providerId] }), tags: product.tags ?? [], owner: owner ? { id: owner.id, name: personName(owner, locale) } : null, code: product.code, kind: product.kind, name: nameIn(product.name, locale), description: product.description ? nameIn(product.description, locale) : null,
    unit: product.unit ? nameIn(product.unit, locale) : null,
    provider: { id: product.providerId, name: nameIn(speaker.departments.get(product.providerId)?.name ?? {}, locale) },
    lines: lines.sort((a, b) => (a.kind === b.kind ? (a.client < b.client ? -1 : 1) : a.kind < b.kind ? 1 : -1)),
    clients: new Set(lines.map((line) => line.agreementId)).size,
    hidden,
    months,
  };
}
