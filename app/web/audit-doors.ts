/** Pages of the things that the audit log names, by entity. */
const PAGES: Readonly<Record<string, string>> = {
  agreement: "/agreements/", bonus_run: "/pay/runs/", calendar: "/calendars/", client_group: "/departments/groups/", department: "/departments/", dispute: "/work/disputes/", document_text: "/pay/documents?kind=",
  hook_in: "/settings/tokens/in/", import_batch: "/work/import/", improvement_case: "/improvement/", incident: "/work/incidents/", need: "/needs/", period: "/periods/", person: "/people/", plan: "/pay/plans/", product: "/catalogue/",
  pull_source: "/settings/tokens/pull/", scenario: "/pay/scenarios/", standard_terms: "/agreements/standard/", task: "/work/", voice: "/ratings/voice/",
};
/** Batches and whole months are named by words, which open nothing. */
const ONE_THING = /^([0-9a-f]{32}|\d{4}-\d{2}|annex|sheet|order|protocol)$/;

/** The page of what an entry is about; null where it has none. */
export const auditDoor = (entity: string, entityId: string): string | null => (PAGES[entity] !== undefined && ONE_THING.test(entityId) ? `${PAGES[entity]}${entityId}` : null);
