import { openStatement } from "#db/queries/runs.server.ts";
import { HOME, type OpenPortal, type Who } from "#test/support/open-portal.ts";

/** Words that stand in one place only: whoever finds one has seen that place. */
export interface Canaries {
  /** What of all that lies in a text this reader must not see, in words; empty = nothing. */
  leaksTo(who: Who | null, route: string, text: string): string[];
}

/** Who reads every named answer, whatever the department. */
const OVERSEE_ANSWERS: readonly (Who | null)[] = ["hr", "arbiter", "director", "auditor"];
const SEE_ALL_PAY: readonly (Who | null)[] = ["hr", "auditor"];
const SEE_ACCOUNTS: readonly (Who | null)[] = ["admin", "arbiter", "auditor"];
/** Who hands out what the portal knows of a person, the name of their account with it. */
const EXPORT_PEOPLE: readonly (Who | null)[] = ["hr", "admin"];
/** A number of five digits or more, in minor units or written out in either language; not a part of an id. */
const NUMBER = /(?<![\w.-])\d[\d,. \u00a0\u202f]{3,}\d(?![\w-])/g;

/**
 * Plants them: a comment on every named answer, which names its two departments; another on confidential answers, which nobody may
 * read; an address for every account. Pay needs none: amounts of statements are odd enough to be found.
 */
export function plantCanaries(portal: OpenPortal): Canaries {
  const { db, account } = portal;
  db.exec(`
    update answer set statistics_only = 1, comment = 'canaryhidden-' || (select i.person_id from invitation i where i.id = answer.invitation_id) || '-end' where rowid in (select rowid from answer where csat <= 3 limit 20);
    update answer set comment = 'canaryword-' || (select p.code || '-' || c.code from invitation i join department p on p.id = i.provider_id join department c on c.id = i.client_id where i.id = answer.invitation_id) || '-end' where statistics_only = 0;
    update relationship_answer set content = json_set(content, '$.comment', 'canaryhidden-nobody-end');
    update account set email = 'canarymail-' || id || '@meridian.example';
  `);
  const owners = ownersOfAmounts(portal);
  return {
    leaksTo(who, route, text) {
      const found: string[] = [];
      // Whoever gave an answer may read it among their own.
      const hidden = [...text.matchAll(/canaryhidden-(\w+)-end/g)].map(([, rater]) => rater);
      if (hidden.some((rater) => who === null || rater !== account[who].personId || !route.startsWith("ratings.given"))) found.push("a confidential answer");
      if (!OVERSEE_ANSWERS.includes(who)) {
        const home = who === null ? "nobody" : HOME[who];
        const foreign = [...text.matchAll(/canaryword-([A-Z-]+?)-end/g)].map(([, pair]) => pair!).filter((pair) => !pair.split("-").includes(home));
        found.push(...new Set(foreign.map((pair) => `a comment of ${pair}`)));
      }
      const seesAccounts = (SEE_ACCOUNTS.includes(who) && route.startsWith("settings.")) || (EXPORT_PEOPLE.includes(who) && route.startsWith("people.$id.data"));
      if (!seesAccounts) {
        const own = who === null ? "" : account[who].id;
        if ([...text.matchAll(/canarymail-([0-9a-z-]+?)@/g)].some(([, id]) => id !== own)) found.push("the address of an account");
      }
      // The director approves single lines on the pages of a run.
      if (!SEE_ALL_PAY.includes(who) && !(who === "director" && route.startsWith("pay."))) {
        const own = who === null ? "" : account[who].personId;
        const foreign = [...text.matchAll(NUMBER)].map(([number]) => number.replaceAll(/\D/g, "")).filter((digits) => owners.has(digits) && !owners.get(digits)!.has(own));
        found.push(...new Set(foreign.map((digits) => `the amount ${digits}`)));
      }
      return found;
    },
  };
}

/** Amounts of all statements, as digits of minor units, and whose they are. Round ones are left out: they may stand anywhere. */
function ownersOfAmounts({ store, db }: OpenPortal): ReadonlyMap<string, ReadonlySet<string>> {
  const owners = new Map<string, Set<string>>();
  const lines = db.prepare("select run_id as runId, person_id as personId, statement_sealed as statementSealed from bonus_line").all() as { runId: string; personId: string; statementSealed: string }[];
  for (const line of lines) {
    const digits = String(openStatement(store, line).amountMinor);
    if (digits.length < 6 || digits.endsWith("000")) continue;
    owners.set(digits, (owners.get(digits) ?? new Set()).add(line.personId));
  }
  return owners;
}
