import { TINY } from "./tiny-company.ts";

export const SUMMARY = "FIN-SALES/summary";

const hour = { unit: "working_hours" as const, n: 1 };
const terms = { rrule: "FREQ=WEEKLY;BYDAY=WE", dtstart: "2026-05-01", at: "12:00", windowBefore: hour, windowAfter: hour } as (typeof TINY)["agreements"][number]["versions"][number]["obligations"][number]["terms"];
/** The company with a summary due to sales each Wednesday at 12:00, from an hour before to an hour after; Cy heads sales, Leo legal. */
export const WITH_SUMMARY: typeof TINY = {
  ...TINY,
  people: TINY.people.map((person) => (person.personnelNumber === "003" || person.personnelNumber === "020" ? { ...person, post: "head" as const } : person)),
  products: [...TINY.products, { ...TINY.products[0]!, code: "SUMMARY" }],
  agreements: TINY.agreements.map((agreement, i) =>
    i > 0
      ? agreement
      : {
          ...agreement,
          versions: agreement.versions.map((version) => ({
            ...version,
            obligations: [
              ...version.obligations,
              { ...version.obligations[0]!, key: "summary", product: "SUMMARY", kind: "frequency" as const, terms },
            ],
          })),
        },
  ),
};
