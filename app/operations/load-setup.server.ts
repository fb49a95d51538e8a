import { foldKey, nameIn } from "#app/domain/names.ts";
import { refused, ok } from "#app/domain/refusal.ts";
import type { Result } from "#app/domain/refusal.ts";
import type { Obligation } from "#app/domain/agreement/terms.ts";
import { compileCalendar } from "#app/domain/calendar/calendar.ts";
import { DomainError } from "#app/domain/refusal.ts";
import { loadDepartments, loadOrganisation, loadProducts } from "#db/queries/directory.server.ts";
import { loadAgreements, loadCalendars } from "#db/queries/agreements.server.ts";
import { insertDepartments, insertProducts } from "#db/queries/directory-writes.server.ts";
import type { NewDepartment, NewProduct } from "#db/queries/directory-writes.server.ts";
import { insertAgreementRows, insertPeopleRows } from "#db/queries/setup-writes.server.ts";
import type { SetupRows } from "#db/queries/setup-writes.server.ts";
import { checkObligation } from "#app/domain/agreement/check-agreement-text.ts";
import { departmentTree } from "#app/domain/organisation/department-tree.ts";
import { signedText } from "#app/domain/agreement/signed-text.ts";
import { newId, sha256 } from "#db/new-id.server.ts";
import type { OperationContext } from "./context.ts";
import { completeTerms } from "./setup-file.ts";
import type { Setup } from "./setup-file.ts";

export interface SetupCounts {
  readonly departments: number;
  readonly people: number;
  readonly products: number;
  readonly agreements: number;
}

/**
 * Loads a setup file into the database in one transaction. Codes that are there already are left as
 * they are; an unknown code, a bad calendar or a missing term refuses the whole file with its path.
 *
 * @param zone the organisation's zone (`TZ_ORG`), used when the file founds the organisation
 */
export async function loadSetup(ctx: OperationContext, setup: Setup, zone: string, isDemo = false): Promise<Result<SetupCounts>> {
  const { store, now } = ctx;
  const [organisation, departments, products, calendars, agreements] = await Promise.all([
    loadOrganisation(store), loadDepartments(store), loadProducts(store), loadCalendars(store), loadAgreements(store),
  ]);
  if (!organisation && !setup.organisation) return refused("no_organisation", undefined, "organisation");
  const dayEnd = organisation?.dayEnd ?? setup.organisation!.dayEnd ?? (setup.organisation!.country === "RU" ? "eod" : "snap");

  const calendarIds = new Map(calendars.map((row) => [row.code, row.calendarId]));
  const departmentIds = new Map(departments.map((row) => [row.code, row.id]));
  const productIds = new Map(products.map((row) => [row.code, row.id]));
  const knownAgreements = new Set(agreements.map((row) => row.code));
  const rows: SetupRows = { organisation: null, calendars: [], calendarVersions: [], people: [], memberships: [], posts: [], groups: [], groupMembers: [], agreements: [], versions: [], obligations: [], weights: [] };

  if (!organisation) {
    const o = setup.organisation!;
    rows.organisation = { id: newId(), name: o.name, zone, country: o.country, currency: o.currency, minorDigits: o.minorDigits, dayEnd, payPeriod: o.payPeriod, firstPeriod: o.firstPeriod, isDemo, createdAt: now };
  }
  for (const [index, found] of setup.calendars.entries()) {
    if (calendarIds.has(found.code)) continue;
    try {
      compileCalendar(found.spec);
    } catch (error) {
      if (error instanceof DomainError) return refused(error.code, { code: found.code }, `calendars.${index}.spec`);
      throw error;
    }
    const calendarId = newId();
    calendarIds.set(found.code, calendarId);
    rows.calendars.push({ id: calendarId, code: found.code, name: found.name, archivedAt: null });
    rows.calendarVersions.push({ id: newId(), calendarId, number: 1, spec: found.spec, createdAt: now, createdBy: null });
  }

  const newDepartments: NewDepartment[] = [];
  for (const [index, found] of setup.departments.entries()) {
    if (departmentIds.has(found.code)) continue;
    const parentId = found.parent ? departmentIds.get(found.parent) : null;
    if (parentId === undefined) return refused("unknown_department", { code: found.parent! }, `departments.${index}.parent`);
    const calendarId = found.calendar ? calendarIds.get(found.calendar) : null;
    if (calendarId === undefined) return refused("unknown_calendar", { code: found.calendar! }, `departments.${index}.calendar`);
    const id = newId();
    departmentIds.set(found.code, id);
    newDepartments.push({ id, parentId, code: found.code, name: found.name, isTeam: found.team, calendarId });
  }

  for (const [index, found] of setup.people.entries()) {
    const departmentId = departmentIds.get(found.department);
    if (!departmentId) return refused("unknown_department", { code: found.department }, `people.${index}.department`);
    const id = newId();
    rows.people.push({
      id, surname: found.surname, givenName: found.givenName, patronymic: found.patronymic ?? null, personnelNumber: found.personnelNumber, email: found.email?.toLowerCase() ?? null,
      locale: found.locale, zone: organisation?.zone ?? zone, calendarId: null, style: null, sortKey: foldKey(`${found.surname} ${found.givenName} ${found.patronymic ?? ""}`), archivedAt: null,
    });
    rows.memberships.push({ id: newId(), personId: id, departmentId, position: found.position, fte: found.fte, sharePct: "100", employment: "permanent", from: found.from, to: found.to ?? null });
    if (found.post) rows.posts.push({ id: newId(), departmentId, personId: id, post: found.post, scope: found.post === "deputy" ? (found.scope ?? ["sign", "accept", "rate", "decide"]) : [], from: found.from, to: found.to ?? null });
  }

  const groupIds = new Map<string, string>();
  for (const [index, found] of setup.groups.entries()) {
    const id = newId();
    groupIds.set(found.code, id);
    rows.groups.push({ id, code: found.code, name: found.name, representativeId: null, archivedAt: null });
    for (const member of found.members) {
      const departmentId = departmentIds.get(member);
      if (!departmentId) return refused("unknown_department", { code: member }, `groups.${index}.members`);
      rows.groupMembers.push({ groupId: id, departmentId, from: found.from, to: null });
    }
  }

  const newProducts: NewProduct[] = [];
  for (const [index, found] of setup.products.entries()) {
    if (productIds.has(found.code)) continue;
    const providerId = departmentIds.get(found.provider);
    if (!providerId) return refused("unknown_department", { code: found.provider }, `products.${index}.provider`);
    const id = newId();
    productIds.set(found.code, id);
    newProducts.push({ id, code: found.code, providerId, kind: found.kind, name: found.name });
  }

  const tree = departmentTree([...departments, ...newDepartments]);
  const productProviders = new Map([...products, ...newProducts].map((row) => [row.id, row.providerId]));
  for (const [index, found] of setup.agreements.entries()) {
    if (knownAgreements.has(found.code)) continue;
    const at = `agreements.${index}`;
    const providerId = departmentIds.get(found.provider);
    if (!providerId) return refused("unknown_department", { code: found.provider }, `${at}.provider`);
    const client = found.client;
    const clientDepartmentId = client !== "everyone" && "department" in client ? departmentIds.get(client.department) : null;
    const clientGroupId = client !== "everyone" && "group" in client ? groupIds.get(client.group) : null;
    if (clientDepartmentId === undefined || clientGroupId === undefined) return refused("unknown_department", { code: JSON.stringify(client) }, `${at}.client`);
    const below = new Set(tree.withBelow(providerId));
    const book = { productProviders, providerIds: below, teamIds: below };
    const agreementId = newId();
    rows.agreements.push({ id: agreementId, code: found.code, providerId, clientKind: client === "everyone" ? "everyone" : clientGroupId ? "group" : "department", clientDepartmentId, clientGroupId, createdAt: now });
    const versions = [...found.versions].sort((a, b) => (a.from < b.from ? -1 : 1));
    if (found.weight) rows.weights.push({ agreementId, from: versions[0]!.from, weight: found.weight, setBy: null });
    for (const [number, version] of versions.entries()) {
      const versionId = newId();
      const obligations: Obligation[] = [];
      for (const [position, promise] of version.obligations.entries()) {
        const path = `${at}.versions.${number}.obligations.${position}`;
        const productId = productIds.get(promise.product);
        if (!productId) return refused("unknown_product", { code: promise.product }, `${path}.product`);
        const teamId = promise.team ? departmentIds.get(promise.team) : undefined;
        if (promise.team && !teamId) return refused("unknown_department", { code: promise.team }, `${path}.team`);
        const terms = completeTerms(promise, dayEnd);
        if ("missing" in terms) return refused("missing_term", { term: terms.missing }, `${path}.terms.${terms.missing}`);
        obligations.push({
          key: `${found.code}/${promise.key}`, productId, name: promise.name, terms, target: promise.target, weight: promise.weight, mode: promise.mode,
          ...(promise.floor ? { floor: promise.floor } : {}), ...(teamId ? { teamId } : {}),
        });
        const [fault] = checkObligation(obligations[position]!, book);
        if (fault) return refused(fault.code, fault.facts, `${path}.${fault.path.slice(`obligations.${obligations[position]!.key}.`.length)}`);
      }
      const inputs = version.inputs.map(({ product, ...input }) => ({ ...input, ...(product ? { productId: productIds.get(product) ?? product } : {}) }));
      rows.versions.push({
        id: versionId, agreementId, number: number + 1, state: "agreed", from: version.from, to: version.to ?? versions[number + 1]?.from ?? null, purpose: version.purpose ?? null, inputs,
        contentHash: sha256(signedText({ agreement: found.code, provider: found.provider, client: client === "everyone" ? client : "department" in client ? client.department : client.group, from: version.from, to: version.to ?? null, purpose: version.purpose ?? null, obligations, inputs })),
        isImported: true, providerSignedBy: null, providerSignedAt: null, clientSignedBy: null, clientSignedAt: null, createdBy: null, createdAt: now, rowVersion: 1,
      });
      obligations.forEach((obligation, position) =>
        rows.obligations.push({
          versionId, key: obligation.key, agreementId, productId: obligation.productId, kind: obligation.terms.kind, name: obligation.name, terms: obligation.terms, target: obligation.target,
          floor: obligation.floor ?? null, weight: obligation.weight, mode: obligation.mode, teamId: obligation.teamId ?? null, position,
        }),
      );
    }
  }

  const counts = { departments: newDepartments.length, people: rows.people.length, products: newProducts.length, agreements: rows.agreements.length };
  await store.writeAll(
    (w) => [...insertPeopleRows(store, w, rows, insertDepartments(store, w, newDepartments)), ...insertProducts(store, w, newProducts), ...insertAgreementRows(store, w, rows)],
    { at: now, actor: ctx.actor, action: "setup.load", entity: "organisation", entityId: nameIn(setup.organisation?.name ?? organisation!.name, "en"), rows: Object.values(counts).reduce((a, b) => a + b, 0), details: counts },
  );
  return ok(counts);
}
