import type { Who } from "#test/support/open-portal.ts";
import type { Kind } from "./things.ts";

/**
 * Who gets through a door. `party` = for a thing of their own department, given or got by it; `any` = for a thing of two other departments;
 * `mine`, `gives`, `gets` say it where it differs from `party`. Everybody else gets 403 or 404, the same as for a thing that does not exist.
 */
export interface Rule {
  readonly party?: readonly Who[];
  readonly any?: readonly Who[];
  readonly mine?: readonly Who[];
  readonly gives?: readonly Who[];
  readonly gets?: readonly Who[];
  /** Who knows from elsewhere that things of others exist: only for them a refusal may differ from that of a missing thing. */
  readonly known?: readonly Who[];
  /** The form is read before the thing is looked for: unreadable it is refused as such to all these, whatever the address names. */
  readonly formFirst?: true;
}

export interface Doors {
  /** Which things the parameters of the address name; none = the address names nothing. */
  readonly kind?: Kind;
  /** Query of the address; `:name` stands for a value of the thing. */
  readonly query?: string;
  readonly get?: Rule | "public" | "leads_on" | "token";
  readonly post?: Rule | "public" | "token";
}

const ALL: readonly Who[] = ["employee", "head", "client", "deputy", "hr", "arbiter", "director", "admin", "auditor"];
const except = (...names: readonly Who[]): readonly Who[] => ALL.filter((who) => !names.includes(who));
const WRITERS = except("auditor");
const OVERSEERS: readonly Who[] = ["hr", "arbiter", "director", "auditor"];
/** Whose departments they head or stand in for. */
const HEADS: readonly Who[] = ["head", "client", "deputy"];

const to = (...who: readonly Who[]): Rule => ({ party: who, any: who });
const everyone = to(...ALL);
const writers = to(...WRITERS);
/** Read by both departments, and by these whatever it is. */
const partyOr = (...any: readonly Who[]): Rule => ({ party: ALL, any });

const HR_AUDITOR = to("hr", "auditor");
const HR = to("hr");
const RUN = to("hr", "director", "auditor");
const ADMIN = to("admin");
const ARBITER = to("arbiter");
const FAIRNESS = to("arbiter", "auditor");
const SETTINGS = to("admin", "arbiter", "auditor");
const SURVEYS = to("hr", "arbiter");
const STRUCTURE = to("hr", "admin");
const ROLES = to("hr", "admin", "auditor");
const CALENDARS = to("arbiter", "admin");
const START = to(...OVERSEERS, "admin");
const PERIODS = to("head", "client", ...OVERSEERS);

const AGREEMENT = partyOr(...OVERSEERS, "admin");
const DRAFTING: Rule = { party: HEADS, any: [] };

const TASK = partyOr(...OVERSEERS, "admin");
const DISPUTE = partyOr(...OVERSEERS);
const PROFILE = partyOr("arbiter", "director", "auditor");
const PRODUCT: Rule = { gives: [...HEADS, "arbiter"], any: ["arbiter"] };
const CONTACTS: Rule = { gives: ["arbiter"], gets: [...HEADS, "arbiter"], any: ["arbiter"] };
const IMPORT: Rule = { party: ["arbiter", "admin"], any: ["arbiter", "admin"], mine: [...HEADS, "arbiter", "admin"] };
const IMPORTS = to(...HEADS, "arbiter", "admin");
const SCORECARD: Rule = { gives: ALL, gets: OVERSEERS, any: OVERSEERS };
/** Its members, heads of members, and those who oversee plans. */
const PLAN: Rule = { mine: ALL, gives: ["head", "client", "hr", "director", "auditor"], any: ["hr", "director", "auditor"] };

/**
 * Every route of the portal with who gets through. A route that is missing here fails the matrix. The names are those of the folders
 * under `app/routes`, without `_shell.`.
 */
export const ROUTES: Readonly<Record<string, Doors>> = {
  "$": { get: "leads_on" },
  _shell: { get: everyone },
  _index: { get: everyone, post: to(...HEADS) },
  search: { get: everyone },
  "map._index": { get: everyone },
  "map.table": { get: everyone },
  "map.path": { get: everyone },
  // What one keeps for oneself, also the auditor: it changes nothing that anybody else reads.
  "saved._index": { get: everyone, post: everyone },
  "saved.views.new": { get: everyone, post: everyone },
  "saved.mails.new": { get: everyone, post: everyone },
  "map[.]csv": { get: everyone },
  "map.links[.]csv": { get: everyone },
  "map.path[.]csv": { get: everyone },
  preferences: { get: "leads_on", post: "public" },
  "sign-in": { get: "public", post: "public" },
  "sign-in_.code": { get: "public", post: "public" },
  "sign-in_.forgot": { get: "public", post: "public" },
  "sign-in_.set.$token": { get: "public" },
  "sign-in_.set._index": { get: "public", post: "public" },
  "sign-in_.sso": { get: "leads_on" },
  "sign-in_.sso_.return": { get: "public" },
  "sign-out": { get: "leads_on", post: "public" },

  words: { get: everyone },
  "start._index": { get: START },
  "start.organisation": { get: ADMIN, post: ADMIN },
  "start.departments": { get: ADMIN, post: ADMIN },
  "start.promises": { get: ADMIN, post: ADMIN },
  "start.samples.people[.]csv": { get: START },
  "start.samples.requests[.]csv": { get: START },

  // One's own account, also the auditor's.
  "account._index": { get: everyone, post: everyone },
  "account.style": { get: everyone, post: everyone },
  "account.requests[.]csv": { get: everyone },
  // The accounts of a demo are everybody's: nobody gives them a second factor.
  "account.factor": { get: everyone, post: to() },
  // A form that waits for its own session: here none does.
  "account.confirm.$id": { kind: "nothing", get: to(), post: to() },

  "agreements._index": { get: everyone },
  "agreements[.]csv": { get: everyone },
  "agreements.new": { get: to(...HEADS), post: to(...HEADS) },
  "agreements.import": { get: ARBITER, post: ARBITER },
  "agreements.$id": { kind: "agreement", get: AGREEMENT, post: DRAFTING },
  "agreements.$id_.contacts": { kind: "agreement", get: CONTACTS, post: CONTACTS },
  "agreements.$id_.versions.$number": { kind: "agreement", get: AGREEMENT, post: AGREEMENT },
  "agreements.$id_.versions.$number_.library": { kind: "agreement", get: DRAFTING, post: DRAFTING },
  "agreements.$id_.versions.$number_.obligations.$key": { kind: "agreement", get: DRAFTING, post: DRAFTING },
  "agreements.$id_.versions.$number_.obligations.new": { kind: "agreement", get: DRAFTING, post: DRAFTING },
  "agreements.$id.versions.$number.obligations.preview": { kind: "agreement", post: DRAFTING },
  "agreements.$id.versions.$number.file[.]json": { kind: "agreement", get: AGREEMENT },
  "agreements.$id.versions.$number.file[.]yaml": { kind: "agreement", get: AGREEMENT },
  "agreements.$id.versions.$number.file[.]pdf": { kind: "agreement", get: AGREEMENT },
  "agreements.standard._index": { get: everyone },
  "agreements.standard[.]csv": { get: everyone },
  "agreements.standard.$id": { kind: "standard", get: everyone, post: { ...writers, formFirst: true } },
  "agreements.standard.new": { kind: "ownVersion", query: "?version=:version", get: { gives: ["head", "deputy"], any: [] }, post: writers },

  "calendars._index": { get: everyone },
  "calendars.new": { get: CALENDARS, post: CALENDARS },
  "calendars.$id": { kind: "calendar", get: everyone, post: { ...CALENDARS, formFirst: true } },
  "calendars.$id_.compare": { kind: "calendar", get: everyone },
  "calendars.$id_.edit": { kind: "calendar", get: CALENDARS, post: CALENDARS },
  "calendars.$id[.]csv": { kind: "calendar", get: everyone },

  "catalogue._index": { get: everyone },
  "catalogue[.]csv": { get: everyone },
  "catalogue.inventory": { get: everyone, post: to(...HEADS) },
  "catalogue.inventory[.]csv": { get: everyone },
  "catalogue.new": { get: to(...HEADS, "arbiter"), post: to(...HEADS, "arbiter") },
  "catalogue.$id": { kind: "product", get: everyone },
  "catalogue.$id_.edit": { kind: "product", get: PRODUCT, post: PRODUCT },

  "departments._index": { get: everyone },
  "departments[.]csv": { get: everyone },
  "departments.tree": { get: everyone },
  "departments.new": { get: STRUCTURE, post: STRUCTURE },
  "departments.$id": { kind: "department", get: everyone },
  "departments.$id_.edit": { kind: "department", get: STRUCTURE, post: STRUCTURE },
  "departments.$id_.posts": { kind: "department", get: STRUCTURE, post: STRUCTURE },
  "departments.groups._index": { get: everyone },
  "departments.groups[.]csv": { get: everyone },
  "departments.groups.new": { get: STRUCTURE, post: STRUCTURE },
  "departments.groups.$id": { kind: "group", get: everyone, post: STRUCTURE },
  "departments.reorganisations._index": { get: everyone, post: STRUCTURE },
  "departments.reorganisations.new": { get: STRUCTURE, post: STRUCTURE },

  "relationships._index": { get: everyone },
  "relationships[.]csv": { get: everyone },
  "relationships.$providerId.$clientId": { kind: "pair", get: AGREEMENT },
  "relationships.$providerId.$clientId.promises[.]csv": { kind: "pair", get: AGREEMENT },
  "relationships.$providerId.$clientId.history[.]csv": { kind: "pair", get: AGREEMENT },
  "relationships.kept": { get: everyone },
  "relationships.kept[.]csv": { get: everyone },
  // For those who serve the client; of the client only for whoever was asked.
  "relationships.$providerId.$clientId_.advice": { kind: "pair", get: { gives: ALL, any: [] }, post: { gives: HEADS, any: [] } },
  "relationships.$providerId.$clientId_.meetings._index": { kind: "pair", get: PROFILE, post: DRAFTING },
  "relationships.$providerId.$clientId.meetings[.]csv": { kind: "pair", get: PROFILE },
  "relationships.$providerId.$clientId_.meetings.$number": { kind: "meeting", get: PROFILE, post: DRAFTING },
  "relationships.$providerId.$clientId.meetings.$number.minutes[.]pdf": { kind: "meeting", get: PROFILE },

  "improvement._index": { get: everyone },
  "improvement[.]csv": { get: everyone },
  "improvement.board": { get: everyone },
  "improvement.new": { get: writers, post: writers },
  "improvement.$id": { kind: "case", get: DISPUTE, post: { mine: WRITERS, gives: [...HEADS, "arbiter"], gets: WRITERS, any: ["arbiter"] } },

  inbox: { get: everyone, post: everyone },
  "inbox_.asking": { get: writers, post: writers },
  "inbox_.hand-over.$invitationId": { kind: "invitation", get: { mine: WRITERS, party: [], any: [] }, post: { mine: WRITERS, party: [], any: [] } },

  "needs._index": { get: everyone },
  "needs[.]csv": { get: everyone },
  "needs.new": { get: to(...HEADS), post: to(...HEADS) },
  "needs.$id": { kind: "need", get: PROFILE, post: DRAFTING },
  "needs.profile": { kind: "pair", query: "?client=:client&provider=:provider", get: PROFILE, post: { gets: HEADS, gives: [], any: [] } },
  "needs.profile[.]csv": { kind: "pair", query: "?client=:client&provider=:provider", get: PROFILE },

  "pay._index": { get: everyone, post: writers },
  "pay.absences": { get: HR_AUDITOR, post: HR },
  "pay.absences[.]csv": { get: HR_AUDITOR },
  "pay.adjustments": { get: HR_AUDITOR, post: HR },
  "pay.adjustments[.]csv": { get: HR_AUDITOR },
  "pay.bases": { get: HR_AUDITOR, post: HR },
  "pay.bases[.]csv": { get: HR_AUDITOR },
  "pay.documents": { get: HR, post: HR },
  "pay.metrics": { get: RUN, post: HR },
  "pay.metrics[.]csv": { get: RUN },
  "pay.formats": { get: HR, post: HR },
  "pay.plans._index": { get: RUN },
  "pay.plans.new": { get: HR, post: HR },
  "pay.plans.$planId": { kind: "plan", get: PLAN },
  "pay.plans.$planId_.acknowledge": { kind: "plan", get: { mine: ALL, party: [], any: [] }, post: { mine: WRITERS, party: [], any: [] } },
  "pay.plans.$planId_.acknowledgements": { kind: "plan", get: HR_AUDITOR, post: HR },
  "pay.plans.$planId.acknowledgements[.]csv": { kind: "plan", get: HR_AUDITOR },
  // Members see their own factor on their statement; the book is its heads' and the overseers'.
  "pay.plans.$planId_.coefficients": { kind: "plan", get: { mine: ["head", "client", ...RUN.any!], party: ["head", "client", "hr", "director", "auditor"], any: RUN.any! }, post: { ...everyone, formFirst: true } },
  "pay.plans.$planId_.members": { kind: "plan", get: HR_AUDITOR, post: HR },
  "pay.plans.$planId.members[.]csv": { kind: "plan", get: HR_AUDITOR },
  "pay.plans.$planId_.rules": { kind: "plan", get: HR_AUDITOR, post: HR },
  "pay.plans.$planId_.versions.new": { kind: "plan", get: HR, post: HR },
  "pay.plans.$planId.documents.$file": { kind: "plan", get: { mine: ALL, gives: RUN.any!, any: RUN.any! } },
  "pay.ready": { get: RUN },
  "pay.ready[.]csv": { get: RUN },
  "pay.runs._index": { get: RUN, post: HR },
  "pay.runs.$runId": { kind: "run", get: RUN, post: { ...to("hr", "director"), formFirst: true } },
  "pay.runs.$runId_.check": { kind: "run", get: RUN, post: HR },
  "pay.runs.$runId.check[.]csv": { kind: "run", get: HR_AUDITOR },
  "pay.runs.$runId_.people.$personId": { kind: "run", get: HR_AUDITOR },
  "pay.runs.$runId.people.$personId.file[.]pdf": { kind: "run", get: HR_AUDITOR },
  "pay.runs.$runId.export": { kind: "run", get: "leads_on", post: HR },
  "pay.runs.$runId.order.$file": { kind: "runOrder", get: HR_AUDITOR },
  "pay.runs.$runId.exports.$exportId[.]json": { kind: "run", get: HR },
  "pay.scenarios._index": { get: RUN },
  "pay.scenarios.new": { get: to("hr", "director"), post: to("hr", "director") },
  "pay.scenarios.$id": { kind: "scenario", get: RUN, post: to("hr", "director") },
  "pay.spread": { get: RUN },
  "pay.spread[.]csv": { get: RUN },
  // One's own: who has none gets 404.
  "pay.statement[.]pdf": { kind: "ownStatement", get: { mine: ALL, any: [] } },

  "people.$id.data[.]json": { kind: "ownPerson", get: { mine: ALL, any: ["hr", "admin"] } },
  "people.levels": { get: everyone, post: { ...writers, formFirst: true } },
  "people.levels[.]csv": { get: to("head", "client", "hr", "auditor") },
  "people._index": { get: everyone },
  "people[.]csv": { get: everyone },
  "people.new": { get: STRUCTURE, post: STRUCTURE },
  "people.import": { get: STRUCTURE, post: STRUCTURE },
  "people.$id": { kind: "person", get: everyone },
  "people.$id_.edit": { kind: "person", get: STRUCTURE, post: STRUCTURE },
  "people.$id_.places": { kind: "person", get: STRUCTURE, post: STRUCTURE },

  "periods._index": { get: PERIODS },
  "periods.$month": { kind: "month", get: PERIODS, post: { ...SURVEYS, formFirst: true } },
  "periods.$month_.dates": { kind: "monthAhead", get: ARBITER, post: { ...ARBITER, formFirst: true } },
  // The whole company's protocol: heads see their departments on the page of the month.
  "periods.$month.protocol[.]pdf": { kind: "month", get: { party: ["head", "client"], any: OVERSEERS } },
  "periods.calendar": { get: PERIODS, post: ARBITER },
  "periods.calendar[.]csv": { get: PERIODS },
  "periods.corrections": { get: ARBITER, post: ARBITER },

  "ratings._index": { get: everyone },
  "ratings.answers": { get: everyone },
  "ratings.answers[.]csv": { get: everyone },
  "ratings.clients": { get: everyone, post: to() },
  "ratings.clients[.]csv": { get: everyone },
  "ratings.fairness._index": { get: FAIRNESS },
  "ratings.fairness[.]csv": { get: FAIRNESS },
  "ratings.fairness.$key": { kind: "finding", query: "?period=:period", get: FAIRNESS, post: ARBITER },
  "ratings.given": { get: everyone },
  "ratings.given[.]csv": { get: everyone },
  // Asked are the contacts of a department: of these people the heads.
  "ratings.relationship": { get: writers, post: to(...HEADS) },
  "ratings.relationships._index": { get: everyone },
  "ratings.relationships[.]csv": { get: everyone },
  "ratings.relationships.$providerId": { kind: "provider", get: { party: ALL, any: OVERSEERS }, post: { gives: HEADS, any: [] } },
  // Nobody is asked just now.
  "ratings.review": { get: writers, post: to() },
  "ratings.voice._index": { get: everyone },
  "ratings.voice[.]csv": { get: everyone },
  "ratings.voice.new": { get: writers, post: writers },
  "ratings.voice.$id": { kind: "voice", get: partyOr("auditor"), post: { party: WRITERS, any: [] } },

  "scorecards._index": { get: everyone },
  "scorecards.habits": { get: PERIODS },
  "scorecards.habits[.]csv": { get: PERIODS },
  "scorecards.$departmentId": { kind: "provider", get: SCORECARD },
  "scorecards.$departmentId.card[.]pdf": { kind: "provider", get: SCORECARD },
  "scorecards.$departmentId.card[.]xlsx": { kind: "provider", get: SCORECARD },

  "settings._index": { get: SETTINGS },
  "settings.accounts": { get: SETTINGS },
  "settings.accounts[.]csv": { get: SETTINGS },
  "settings.accounts_.$id": { kind: "account", get: ADMIN, post: ADMIN },
  "settings.accounts_.new": { get: ADMIN, post: ADMIN },
  "settings.privacy": { get: SETTINGS, post: ADMIN },
  "settings.roles._index": { get: ROLES, post: STRUCTURE },
  "settings.roles[.]csv": { get: ROLES },
  "settings.roles.new": { get: ADMIN, post: ADMIN },
  "settings.audit": { get: to("auditor") },
  "settings.audit[.]csv": { get: to("auditor") },
  "settings.backups": { get: SETTINGS },
  "settings.jobs[.]csv": { get: SETTINGS },
  "settings.jobs.$job[.]csv": { kind: "job", get: SETTINGS },
  "settings.jobs_.$job": { kind: "job", get: SETTINGS, post: ADMIN },
  "settings.jobs": { get: SETTINGS },
  "settings.policy": { get: SETTINGS },
  "settings.surveys": { get: SURVEYS, post: SURVEYS },
  "settings.surveys_.clocks": { get: SURVEYS, post: SURVEYS },
  "settings.surveys_.mails": { get: SURVEYS, post: SURVEYS },
  "settings.surveys.mails[.]csv": { get: SURVEYS },
  "settings.tokens": { get: ADMIN, post: ADMIN },
  "settings.tokens_.folder": { get: ADMIN, post: ADMIN },
  "settings.tokens_.in._index": { get: ADMIN, post: ADMIN },
  "settings.tokens_.in.$id": { kind: "hook", get: ADMIN, post: ADMIN },
  "settings.tokens_.out": { get: ADMIN, post: ADMIN },
  "settings.tokens_.pull._index": { get: ADMIN, post: ADMIN },
  "settings.tokens_.pull.$id": { kind: "pull", get: ADMIN, post: ADMIN },

  week: { get: everyone },
  "work._index": { get: everyone, post: everyone },
  "work[.]csv": { get: everyone },
  "work.new": { get: writers, post: writers },
  "work.log": { get: writers, post: writers },
  "work.$id": { kind: "task", get: TASK, post: { party: WRITERS, any: [] } },
  // Only the side that works may say what it waits for; the other side reads the task itself.
  "work.$id.remind": { kind: "tasksOfSides", get: "leads_on", post: { gives: [], gets: WRITERS, any: [], known: ALL } },
  "work.$id_.waits": { kind: "tasksOfSides", get: { gives: WRITERS, gets: ["arbiter"], any: ["arbiter"], known: ALL }, post: { gives: WRITERS, gets: [], any: [], known: ALL } },
  "work.causes": { kind: "line", query: "?obligation=:key&period=:period&standing=breached", get: TASK },
  "work.causes[.]csv": { kind: "line", query: "?obligation=:key&period=:period&standing=breached", get: TASK },
  "work.disputes._index": { get: everyone },
  "work.disputes[.]csv": { get: everyone },
  "work.disputes.$id": { kind: "dispute", get: DISPUTE, post: DISPUTE },
  "work.files.$id": { kind: "file", get: TASK },
  "work.import._index": { get: IMPORTS, post: IMPORTS },
  "work.import[.]csv": { get: IMPORTS },
  "work.import.mappings": { get: IMPORTS, post: to("arbiter", "admin") },
  "work.import.$batchId": { kind: "import", get: IMPORT, post: IMPORT },
  "work.import.$batchId_.mapping": { kind: "import", get: IMPORT, post: IMPORT },
  "work.import.$batchId_.rows.$line": { kind: "import", get: IMPORT, post: IMPORT },
  "work.import.$batchId_.yaml": { kind: "import", get: IMPORT, post: IMPORT },
  "work.import.$batchId.mapping[.]yaml": { kind: "import", get: IMPORT },
  "work.import.$batchId.quarantine[.]csv": { kind: "import", get: IMPORT },
  "work.incidents._index": { get: everyone },
  "work.incidents[.]csv": { get: everyone },
  "work.incidents.new": { get: ARBITER, post: ARBITER },
  "work.incidents.$id": { kind: "incident", get: everyone, post: ARBITER },
  "work.planned._index": { get: everyone },
  "work.planned[.]csv": { get: everyone },
  "work.watched._index": { get: everyone },
  "work.watched[.]csv": { get: everyone },
  "work.watched.one": { kind: "watched", query: "?item=:item", get: TASK, post: { gives: WRITERS, any: [] } },
  "work.planned.one": { kind: "occurrence", query: "?obligation=:key&date=:date&recipient=:recipient", get: TASK, post: { party: WRITERS, any: ["hr", "arbiter", "director", "admin"] } },

  // Doors without a session: what a link holds is their key.
  "mail.stop.$token": { get: "public", post: "public" },
  "mail.stop._index": { get: "public", post: "public" },
  "rate.$token": { get: "public" },
  "rate._index": { get: "leads_on" },
  "rate.answer.$invitationId": { get: "public", post: "public" },
  "rate.round.$token": { get: "public" },
  "rate.round.answer.$askedId": { get: "public", post: "public" },
  "rate.thanks.$invitationId": { get: "public" },

  "api.$": { get: "public", post: "public" },
  "api.v1.openapi[.]json": { get: "public" },
  "api.v1.hooks.$id": { kind: "hook", get: "token", post: "token" },
  "api.v1.tasks-batch": { get: "token", post: "token" },
  "api.v1.tasks._index": { get: "token" },
  "api.v1.tasks.$source.$externalId": { kind: "task", get: "token" },
  "api.v1.tasks.$source.$externalId.events": { kind: "task", get: "token", post: "token" },
};
