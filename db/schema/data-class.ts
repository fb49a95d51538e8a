import type { TableName } from "./build.ts";

export const DATA_CLASSES = ["pay", "opinion", "personal", "business", "technical"] as const;
export type DataClass = (typeof DATA_CLASSES)[number];

export interface TableFacts {
  readonly dataClass: DataClass;
  /** How long its personal content is kept; rows that results name are never deleted. */
  readonly retention: "75 years" | "3 years" | "90 days" | "while it lasts" | "as long as results name it";
}

const business: TableFacts = { dataClass: "business", retention: "as long as results name it" };
const personal: TableFacts = { dataClass: "personal", retention: "as long as results name it" };
const pay: TableFacts = { dataClass: "pay", retention: "75 years" };

/** Data class and retention of each table (design.md section 10, Schema conventions). */
export const TABLE_FACTS: Readonly<Record<TableName, TableFacts>> = {
  organisation: business,
  department: business,
  reorganisation: personal,
  departmentPast: business,
  departmentSuccessor: business,
  person: personal,
  account: personal,
  session: { dataClass: "technical", retention: "90 days" },
  signInCounter: { dataClass: "technical", retention: "90 days" },
  roleGrant: personal,
  departmentPost: personal,
  membership: personal,
  clientGroup: business,
  clientGroupMember: business,
  calendar: business,
  calendarVersion: business,
  calendarYear: business,
  product: business,
  agreement: business,
  agreementVersion: business,
  obligation: business,
  agreementEvent: personal,
  standardTerms: business,
  clientWeight: business,
  agreementContact: business,
  inventoryClaim: personal,
  need: personal,
  clientProfile: personal,
  clientKpi: business,
  clientKpiValue: personal,
  importBatch: business,
  importUpload: { dataClass: "personal", retention: "90 days" },
  importJob: { dataClass: "technical", retention: "90 days" },
  sourceMapping: business,
  quarantine: { dataClass: "personal", retention: "90 days" },
  task: personal,
  taskRecipient: business,
  taskEvent: personal,
  occurrence: business,
  occurrenceChange: personal,
  occurrenceInput: personal,
  verdict: business,
  tally: business,
  excuse: personal,
  dispute: personal,
  correction: business,
  closedItem: business,
  evidenceFile: personal,
  attachment: personal,
  taskEntry: personal,
  invitation: { dataClass: "opinion", retention: "3 years" },
  answer: { dataClass: "opinion", retention: "3 years" },
  relationshipAnswer: { dataClass: "opinion", retention: "3 years" },
  surveyPolicy: business,
  raterPause: personal,
  improvementCase: personal,
  scorePolicy: business,
  period: business,
  scorecard: business,
  plan: business,
  planVersion: business,
  planMember: pay,
  bonusRun: pay,
  bonusLine: pay,
  runApproval: pay,
  meta: { dataClass: "technical", retention: "while it lasts" },
  audit: { dataClass: "personal", retention: "75 years" },
  apiToken: personal,
  apiReply: { dataClass: "technical", retention: "90 days" },
  jobRun: { dataClass: "technical", retention: "90 days" },
  outbox: { dataClass: "personal", retention: "90 days" },
  notice: { dataClass: "personal", retention: "90 days" },
  hookIn: personal,
  hookDelivery: { dataClass: "personal", retention: "90 days" },
  hookOut: personal,
  hookMessage: { dataClass: "technical", retention: "90 days" },
};
