import { can } from "#app/domain/access/can.ts";
import { nameIn } from "#app/domain/names.ts";
import { personName } from "#app/format/person-name.ts";
import { translateIn } from "#app/i18n/translate.server.ts";
import { contactsOfPair } from "#app/operations/style/contacts-of-pair.server.ts";
import type { AppContext } from "#app/web/context.server.ts";
import { fault } from "#app/web/guard.server.ts";
import type { PageFacts } from "#app/web/page-facts.server.ts";
import type { Viewer } from "#app/web/session.server.ts";
import { loadAdviceBetween } from "#db/queries/advice.server.ts";
import { loadDepartments } from "#db/queries/directory.server.ts";
import { loadPeople } from "#db/queries/people.server.ts";

const MOST_SHOWN = 50;

/** What the viewer may see of the advice between two departments. Throws 404 for everybody who is neither of the provider nor was asked. */
export async function readAdvice({ store, now }: AppContext, viewer: Viewer, params: Readonly<Record<string, string | undefined>>, { locale, today }: PageFacts) {
  const departments = await loadDepartments(store, "all");
  const [provider, client] = [params.providerId, params.clientId].map((id) => departments.find((row) => row.id === id));
  if (!provider || !client || provider.id === client.id) throw fault(404, "not_found");
  const servesThem = can(viewer.actor, "style.read", { departmentIds: [provider.id] });
  const all = await loadAdviceBetween(store, provider.id, client.id, MOST_SHOWN);
  const rows = servesThem ? all : all.filter((row) => row.personId === viewer.actor.personId);
  if (!servesThem && rows.length === 0) throw fault(404, "not_found");
  const mayAsk = can(viewer.actor, "advice.ask", { departmentIds: [provider.id] });
  const contacts = mayAsk ? (await contactsOfPair(store, { providerId: provider.id, clientId: client.id }, today, now())).filter((id) => id !== viewer.actor.personId) : [];
  const people = new Map((await loadPeople(store, [...new Set([...contacts, ...rows.flatMap((row) => [row.personId, row.askedBy, ...(row.thankedBy ? [row.thankedBy] : [])])])])).map((row) => [row.id, personName(row, locale)]));
  const nameOf = (id: string | null) => people.get(id ?? "") ?? "–";
  const t = translateIn(locale, "style");
  const [providerName, clientName] = [nameIn(provider.name, locale), nameIn(client.name, locale)];
  return {
    title: t("advice.title", { provider: providerName, client: clientName }),
    sentence: rows.length === 0 ? t("advice.sentence.none") : t("advice.sentence", { count: rows.length, answered: rows.filter((row) => row.answer !== null).length }),
    provider: { id: provider.id, name: providerName }, client: { id: client.id, name: clientName },
    mayAsk, mayGive: can(viewer.actor, "advice.give", { personIds: [viewer.actor.personId] }), seesPair: servesThem,
    contacts: contacts.map((id) => ({ value: id, label: nameOf(id) })),
    asked: rows.map((row) => ({
      id: row.id, question: row.question, askedAt: row.askedAt, askedBy: nameOf(row.askedBy), person: nameOf(row.personId), answer: row.answer, thanks: row.thanks, thankedBy: nameOf(row.thankedBy),
      isMine: row.personId === viewer.actor.personId,
    })),
    rows, contactIds: contacts,
  };
}

export type AdvicePage = Omit<Awaited<ReturnType<typeof readAdvice>>, "rows" | "contactIds">;
