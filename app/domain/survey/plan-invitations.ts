import { chooseRater } from "./choose-rater.ts";
import type { Asked, Candidate } from "./choose-rater.ts";
import { sendingTime } from "./sending-time.ts";
import type { SendingHours } from "./sending-time.ts";
import type { SurveyPolicy } from "./survey-policy.ts";

/** An accepted delivery about which nobody was asked, with whoever may be asked, in turn. */
export interface DeliveryToRate {
  readonly taskId: string;
  readonly providerId: string;
  readonly requester: Candidate | null;
  readonly contacts: readonly Candidate[];
}

export interface PlannedInvitation {
  readonly taskId: string;
  readonly personId: string;
  readonly providerId: string;
  /** When the mail may go out; the question itself counts from now. */
  readonly sendAt: number;
}

/** People who are not asked, and when each may be written to. */
export interface RaterFacts {
  readonly isBlocked: (personId: string) => boolean;
  readonly hoursOf: (personId: string) => SendingHours;
}

export interface InvitationPlan {
  readonly invitations: readonly PlannedInvitation[];
  readonly noRater: number;
  readonly overBudget: number;
  readonly notSampled: number;
  /** People for whom a question was left out because they were asked enough. */
  readonly atBudget: readonly string[];
}

/**
 * Whom a transactional survey asks now about deliveries, in their order, under the budget of each person across all
 * providers. `asked` are the earlier questions that count into it. Where the first person fit is on leave or
 * wants no questions, the next in turn is asked; a used-up budget is not handed on (see `chooseRater`).
 */
export function planInvitations(deliveries: readonly DeliveryToRate[], policy: SurveyPolicy, asked: readonly Asked[], raters: RaterFacts, now: number): InvitationPlan {
  const plan = { invitations: [] as PlannedInvitation[], noRater: 0, overBudget: 0, notSampled: 0 };
  const atBudget = new Set<string>();
  if (!policy.isOn) return { ...plan, atBudget: [] };
  const before = new Map<string, Asked[]>();
  for (const question of asked) before.set(question.personId, [...(before.get(question.personId) ?? []), question]);
  for (const { taskId, providerId, requester, contacts } of deliveries) {
    if (!isSampled(taskId, policy.samplingPercent)) {
      plan.notSampled += 1;
      continue;
    }
    const free = (one: Candidate) => !raters.isBlocked(one.personId);
    const turn = [...(requester && free(requester) ? [requester] : []), ...contacts.filter(free)];
    const history = turn.flatMap((one) => before.get(one.personId) ?? []);
    const choice = chooseRater(requester && free(requester) ? requester : null, contacts.filter(free), providerId, history, now, policy.budget);
    if ("none" in choice) {
      if (choice.none === "no_rater") plan.noRater += 1;
      else {
        plan.overBudget += 1;
        const first = turn.find((one) => (one !== requester || one.isActiveClientMember) && !one.tooClose.has(providerId));
        if (first) atBudget.add(first.personId);
      }
      continue;
    }
    const { personId } = choice;
    before.set(personId, [...(before.get(personId) ?? []), { personId, providerId, at: now }]);
    plan.invitations.push({ taskId, personId, providerId, sendAt: sendingTime(policy, raters.hoursOf(personId), now) });
  }
  return { ...plan, atBudget: [...atBudget] };
}

/** Whether a task belongs to the sample: always the same answer for the same task and share, and a larger share keeps the smaller one's. */
export const isSampled = (taskId: string, percent: number): boolean => percent >= 100 || spread(taskId) % 10_000 < percent * 100;

/** FNV-1a of 32 bits with a last mixing, so that ids that differ in their last letters only spread evenly. */
function spread(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}
