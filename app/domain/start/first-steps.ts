import { addDays } from "../time/local-date.ts";

/** When a step is due after the organisation was founded. */
export const START_PHASES = ["setup", "week", "month", "two_months", "next_period", "after_next"] as const;
export type StartPhase = (typeof START_PHASES)[number];

/** Everything that leads from an empty database to the first bonus that a promise paid, in order. */
export const START_STEPS = [
  { key: "organisation", phase: "setup" },
  { key: "calendar", phase: "setup" },
  { key: "departments", phase: "setup" },
  { key: "people", phase: "setup" },
  { key: "heads", phase: "setup" },
  { key: "promises", phase: "setup" },
  { key: "accounts", phase: "setup" },
  { key: "roles", phase: "setup" },
  { key: "requests", phase: "week" },
  { key: "observe", phase: "month" },
  { key: "signed", phase: "two_months" },
  { key: "trial", phase: "next_period" },
  { key: "shadow", phase: "next_period" },
  { key: "score", phase: "next_period" },
  { key: "paid", phase: "after_next" },
] as const satisfies readonly { readonly key: string; readonly phase: StartPhase }[];

export type StartKey = (typeof START_STEPS)[number]["key"];

/** Departments and clients that a first try needs, and requests that show how the work comes. */
export const FIRST_DEPARTMENTS = 3;
export const FIRST_PRODUCTS = 3;
export const FIRST_CLIENTS = 2;
export const FIRST_REQUESTS = 10;
/** Days between the first and the newest request after which the figures of a month can be looked at. */
const OBSERVED_DAYS = 21;

/** What the database says about the beginning; counts stop where a step needs no more. */
export interface StartFacts {
  readonly hasOrganisation: boolean;
  readonly calendars: number;
  /** Departments besides the top one, without teams. */
  readonly departments: number;
  readonly people: number;
  /** Departments with a head today. */
  readonly heads: number;
  /** Most products that one provider has under drafts and agreements, and its clients there. */
  readonly products: number;
  readonly clients: number;
  /** People besides the first one who can sign in. */
  readonly accounts: number;
  /** People who hold the role today. */
  readonly arbiters: number;
  readonly hr: number;
  readonly requests: number;
  /** Days between the first request and the newest one. */
  readonly requestDays: number;
  /** Agreed versions that are not over. */
  readonly agreed: number;
  /** Lines of agreed versions by mode. */
  readonly lines: { readonly observe: number; readonly trial: number; readonly paid: number };
  /** Published statements for information, and for pay. */
  readonly shadowRuns: number;
  readonly paidRuns: number;
  /** Whether some department has a score of a closed period. */
  readonly isScored: boolean;
}

export interface StartStep {
  readonly key: StartKey;
  readonly phase: StartPhase;
  readonly isDone: boolean;
}

const DONE: Readonly<Record<StartKey, (facts: StartFacts) => boolean>> = {
  organisation: (facts) => facts.hasOrganisation,
  calendar: (facts) => facts.calendars > 0,
  departments: (facts) => facts.departments >= FIRST_DEPARTMENTS,
  people: (facts) => facts.people > FIRST_DEPARTMENTS,
  heads: (facts) => facts.heads >= FIRST_DEPARTMENTS,
  promises: (facts) => facts.products >= FIRST_PRODUCTS && facts.clients >= FIRST_CLIENTS,
  accounts: (facts) => facts.accounts >= FIRST_DEPARTMENTS,
  roles: (facts) => facts.arbiters > 0 && facts.hr > 0,
  requests: (facts) => facts.requests >= FIRST_REQUESTS,
  observe: (facts) => facts.requests >= FIRST_REQUESTS && facts.requestDays >= OBSERVED_DAYS,
  signed: (facts) => facts.agreed > 0,
  trial: (facts) => facts.lines.trial + facts.lines.paid > 0,
  shadow: (facts) => facts.shadowRuns + facts.paidRuns > 0,
  score: (facts) => facts.isScored,
  paid: (facts) => facts.lines.paid > 0 && facts.paidRuns > 0,
};

/** All steps in order with whether the database shows them done. */
export const startSteps = (facts: StartFacts): StartStep[] => START_STEPS.map(({ key, phase }) => ({ key, phase, isDone: DONE[key](facts) }));

/** The step to take now: the first that is not done; null = all are. */
export const nextStep = (steps: readonly StartStep[]): StartStep | null => steps.find(({ isDone }) => !isDone) ?? null;

/** Whether the portal still leads: until a department has its first score. */
export const isLed = (steps: readonly StartStep[]): boolean => !steps.some(({ key, isDone }) => key === "score" && isDone);

/**
 * The local date by which each phase should be over: a week, thirty and sixty days after the founding, then the ends of the next two pay
 * periods that begin after the sixtieth day.
 *
 * @param founded local date of the founding
 * @param nextPeriod first day of the pay period after a day
 */
export function phaseDates(founded: string, nextPeriod: (day: string) => string): Readonly<Record<StartPhase, string>> {
  const signed = addDays(founded, 60);
  const trial = nextPeriod(signed);
  const paid = nextPeriod(trial);
  return { setup: addDays(founded, 2), week: addDays(founded, 7), month: addDays(founded, 30), two_months: signed, next_period: paid, after_next: nextPeriod(paid) };
}
