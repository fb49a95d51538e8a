import { contactFault } from "#app/domain/agreement/check-contacts.ts";
import { nameIn } from "#app/domain/names.ts";
import { personName } from "#app/format/person-name.ts";
import { translateIn } from "#app/i18n/translate.server.ts";
import { agreementSubject } from "#app/operations/agreement-parties.server.ts";
import { contactCandidates, contactSides } from "#app/operations/set-contacts.server.ts";
import { clientParty } from "#app/operations/read-agreements.server.ts";
import type { AppContext } from "#app/web/context.server.ts";
import { allow, fault } from "#app/web/guard.server.ts";
import type { PageFacts } from "#app/web/page-facts.server.ts";
import type { Viewer } from "#app/web/session.server.ts";
import { findAgreement, loadContactsOf, loadGroups } from "#db/queries/agreement-pages.server.ts";
import type { AgreementRow } from "#db/queries/agreements.server.ts";
import { loadDepartments } from "#db/queries/directory.server.ts";
import { loadPeople } from "#db/queries/people.server.ts";
import type { Store } from "#db/store.ts";

/** The agreement whose contacts the viewer may set: those of its client, of each client where it has several. Throws 404 for what is not theirs. */
export async function allowContacts(context: AppContext, viewer: Viewer, id: string, today: string): Promise<AgreementRow> {
  const agreement = await findAgreement(context.store, id);
  const subject = agreement ? await agreementSubject(context.store, agreement, today) : null;
  allow(viewer, "agreement.read", subject);
  if (!agreement) throw fault(404, "not_found");
  const { clientIds } = await contactSides(context.store, agreement, today);
  // With everyone as a client nobody speaks for them all but the service-quality officer.
  allow(viewer, "contact.edit", { departmentIds: clientIds ?? [] });
  return agreement;
}

export async function readContacts(store: Store, agreement: AgreementRow, { locale, today }: PageFacts) {
  const [contacts, sides, candidates, people, departments, groups] = await Promise.all([
    loadContactsOf(store, agreement.id), contactSides(store, agreement, today), contactCandidates(store, today), loadPeople(store), loadDepartments(store, "all"), loadGroups(store),
  ]);
  const t = translateIn(locale, "agreements");
  const byId = new Map(departments.map((row) => [row.id, row]));
  const client = clientParty(agreement, byId, new Map(groups.map((row) => [row.id, row])));
  const named = contacts.map((row) => row.personId);
  const provider = nameIn(byId.get(agreement.providerId)?.name ?? {}, locale);
  const clientName = client.name ? nameIn(client.name, locale) : t("everyone");
  return {
    id: agreement.id,
    title: t("contacts.title"),
    parties: `${provider} → ${clientName}`,
    sentence: t("contacts.sentence", { provider, client: clientName }),
    rows: contacts.map((row) => {
      const candidate = candidates.get(row.personId);
      // Somebody who changed the department since is still listed, and not asked.
      const isAsked = candidate !== undefined && contactFault(candidate, sides, []) === null;
      return { personId: row.personId, name: personName(row, locale), isAsked };
    }),
    choices: people
      .filter((person) => contactFault(candidates.get(person.id) ?? null, sides, named) === null)
      .map((person) => ({ value: person.id, label: `${personName(person, locale)} · ${person.personnelNumber}` })),
  };
}

export type ContactsPage = Awaited<ReturnType<typeof readContacts>>;
