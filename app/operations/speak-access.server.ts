import type { NoticeKind } from "#app/domain/notice/notice-kind.ts";
import type { Locale } from "#app/domain/names.ts";
import { COOLING_MS } from "#app/domain/access/decide-access.ts";
import { formatInstant } from "#app/format/instant.ts";
import { personName } from "#app/format/person-name.ts";
import { translateIn } from "#app/i18n/translate.server.ts";
import { findAccessRequest, findGrant } from "#db/queries/access-requests.server.ts";
import { loadPeople } from "#db/queries/people.server.ts";
import type { Store } from "#db/store.ts";

type Refs = Readonly<Record<string, string>>;

/** Sentences of notices about roles and second factors; null for all others. */
export async function openAccessWords(store: Store, refs: readonly Refs[], locale: Locale): Promise<(kind: NoticeKind, refs: Refs) => { readonly text: string; readonly to: string | null } | null> {
  const requests = new Map((await Promise.all([...new Set(refs.flatMap((one) => one.requestId ?? []))].map((id) => findAccessRequest(store, id)))).flatMap((row) => (row ? [[row.id, row] as const] : [])));
  const grants = new Map((await Promise.all([...new Set(refs.flatMap((one) => one.grantId ?? []))].map((id) => findGrant(store, id)))).flatMap((row) => (row ? [[row.id, row] as const] : [])));
  const ids = [...new Set([...requests.values(), ...grants.values()].map((row) => row.personId))];
  const people = new Map((ids.length === 0 ? [] : await loadPeople(store, ids)).map((row) => [row.id, row]));
  const t = translateIn(locale, "notices");
  const role = (name: string | null) => (name === null ? "" : translateIn(locale, "common")(`role.${name}` as "role.hr"));
  return (kind, { requestId, grantId }) => {
    const grant = grants.get(grantId ?? "");
    if (grant) return { text: t(kind, { role: role(grant.role) }), to: "/account" };
    const request = requests.get(requestId ?? "");
    const person = people.get(request?.personId ?? "");
    if (!request || !person) return null;
    if (kind === "access_asked") return { text: t(request.kind === "role" ? "access_asked" : "factor_asked", { person: personName(person, locale), role: role(request.role) }), to: "/settings/roles" };
    return { text: t(kind, { role: role(request.role), from: request.decidedAt === null ? "" : formatInstant(request.decidedAt + COOLING_MS, person.zone, locale) }), to: "/account" };
  };
}
