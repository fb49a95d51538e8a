import type { Locale } from "#app/domain/names.ts";
import type { NewInvitation, NewAnswer } from "../queries/ratings.server.ts";
import { randomOf } from "./random.ts";

export interface DeliveredTask {
  readonly taskId: string;
  readonly requesterId: string | null;
  readonly providerId: string;
  readonly clientId: string;
  readonly agreementId: string | null;
  readonly deliveredAt: number;
  readonly isLate: boolean;
}

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** Shares of 1..5, in percent, after a delivery in time and after a late one. */
const IN_TIME = [1, 3, 8, 36, 52] as const;
const LATE = [10, 22, 30, 26, 12] as const;

const COMMENTS: Readonly<Record<number, readonly Readonly<Record<Locale, string>>[]>> = {
  1: [
    { en: "It took twice as long as promised, and nobody told us.", ru: "Ждали вдвое дольше обещанного и узнали об этом сами." },
    { en: "It had to be done again twice.", ru: "Пришлось переделывать дважды." },
  ],
  2: [
    { en: "It came late; we had to move the shipment.", ru: "Сделали поздно, пришлось сдвинуть отгрузку." },
    { en: "Two days without an answer or an explanation.", ru: "Ответа ждали два дня, объяснений не было." },
  ],
  3: [
    { en: "Done, but only after reminders.", ru: "Сделано, но с напоминаниями." },
    { en: "Some of the facts had to be asked for again.", ru: "Часть сведений пришлось уточнять." },
  ],
  4: [{ en: "All in order, thank you.", ru: "Всё в порядке, спасибо." }],
  5: [
    { en: "Quick and clear.", ru: "Быстро и понятно." },
    { en: "Thank you, that helped a lot.", ru: "Спасибо, очень выручили." },
  ],
};

/**
 * Who was asked about these deliveries and what they said, deterministic for a seed: about half of the
 * deliveries are asked about, three in five answer, late work is rated lower.
 *
 * @param monthOf period of an instant
 * @param localeOf in which language a person writes
 */
export function makeAnswers(
  tasks: readonly DeliveredTask[],
  seed: number,
  now: number,
  monthOf: (instant: number) => string,
  localeOf: (personId: string) => Locale,
  idOf: (n: number) => string,
): { invitations: NewInvitation[]; answers: NewAnswer[] } {
  const random = randomOf(seed);
  const invitations: NewInvitation[] = [];
  const answers: NewAnswer[] = [];
  const lastAsked = new Map<string, number>();
  for (const [n, task] of tasks.entries()) {
    const createdAt = task.deliveredAt + (2 + random.next() * 30) * HOUR;
    const isAsked = random.chance(0.75);
    if (!task.requesterId || !isAsked || createdAt > now) continue;
    const pair = `${task.requesterId} ${task.providerId}`;
    if (createdAt - (lastAsked.get(pair) ?? 0) < 14 * DAY) continue;
    lastAsked.set(pair, createdAt);
    const id = idOf(n);
    const answeredAt = Math.floor(createdAt + random.logNormal(7, 1) * HOUR);
    const isAnswered = random.chance(0.68) && answeredAt < Math.min(now, createdAt + 14 * DAY) && monthOf(answeredAt) === monthOf(createdAt);
    const expiresAt = Math.floor(createdAt + 14 * DAY);
    invitations.push({
      id, survey: "transactional", personId: task.requesterId, taskId: task.taskId, providerId: task.providerId, clientId: task.clientId, agreementId: task.agreementId,
      period: monthOf(createdAt), state: isAnswered ? "answered" : expiresAt < now ? "expired" : "open", tokenHash: null, createdAt: Math.floor(createdAt), sentAt: Math.floor(createdAt + 60_000),
      remindedAt: null, expiresAt,
    });
    if (!isAnswered) continue;
    const csat = scoreOf(task.isLate ? LATE : IN_TIME, random.next());
    answers.push({
      invitationId: id, number: 1, csat, effort: Math.min(5, Math.max(1, csat + random.int(-1, 1))), reasons: csat <= 3 ? [task.isLate ? "timeliness" : random.pick(["quality", "completeness", "attitude"])] : [],
      comment: random.chance(0.4) ? random.pick(COMMENTS[csat]!)[localeOf(task.requesterId)] : "", statisticsOnly: false, isCurrent: true, answeredAt, voidedAt: null, voidedBecause: null, voidedBy: null,
    });
  }
  return { invitations, answers };
}

function scoreOf(shares: readonly number[], at: number): number {
  let left = at * 100;
  for (const [index, share] of shares.entries()) {
    left -= share;
    if (left < 0) return index + 1;
  }
  return 5;
}
