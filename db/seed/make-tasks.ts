import { addWorkingMs, nextOpen } from "#app/domain/calendar/working-time.ts";
import { addWorkingDays } from "#app/domain/calendar/working-days.ts";
import type { Calendar } from "#app/domain/calendar/calendar.ts";
import type { IncomingEvent, IncomingTask } from "#app/domain/intake/map-rows.ts";
import type { Locale } from "#app/domain/names.ts";
import { AGREEMENTS, PRODUCTS } from "./company.ts";
import type { SeedProduct } from "./company.ts";
import type { SeedPerson } from "./make-setup.ts";
import { randomOf } from "./random.ts";
import type { Random } from "./random.ts";

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** How well a provider keeps its promises: the median share of the promised time that its work takes. */
const PACE: Readonly<Record<string, number>> = { FIN: 0.5, HR: 0.56, IT: 0.46, PROC: 0.62, LEGAL: 0.54, LOG: 0.5, FAC: 0.48, MKT: 0.6 };

/** What a task is about, so that a list does not read like a log. */
const TOPICS: readonly Readonly<Record<Locale, string>>[] = [
  { en: "north site", ru: "северная площадка" },
  { en: "spring contract", ru: "весенний договор" },
  { en: "line 2", ru: "линия 2" },
  { en: "new office", ru: "новый офис" },
  { en: "Orion account", ru: "заказчик «Орион»" },
  { en: "audit", ru: "проверка" },
  { en: "warehouse 4", ru: "склад 4" },
  { en: "trade fair", ru: "выставка" },
  { en: "trial batch", ru: "опытная партия" },
  { en: "Tver branch", ru: "филиал в Твери" },
];

/**
 * The tasks of one month, deterministic for (seed, month): requests in working hours, work with a long
 * tail as in the published logs (about one in ten late), pauses for the client, returns, cancellations.
 * Nothing happens after `now`.
 *
 * @param days first instants of the month's local days, so that the caller decides the zone
 */
export function makeTasks(input: {
  readonly month: string;
  readonly days: readonly number[];
  readonly calendar: Calendar;
  readonly people: readonly SeedPerson[];
  /** Due instants of recurring products in this month. */
  readonly scheduled: ReadonlyMap<string, readonly number[]>;
  readonly now: number;
}): IncomingTask[] {
  const random = randomOf(hash(input.month));
  const tasks: IncomingTask[] = [];
  let number = 0;
  for (const agreement of AGREEMENTS) {
    const clients = input.people.filter((p) => p.department === agreement.client);
    const workers = input.people.filter((p) => p.department === agreement.provider || p.department.startsWith(`${agreement.provider}-`));
    // Some months are harder than others; the same for one provider and client, so that trends show.
    const strain = 1 + 0.22 * Math.sin(hash(agreement.provider + agreement.client) + 0.9 * Number(input.month.slice(5))) + (agreement.provider === "PROC" ? 0.06 : 0);
    for (const code of agreement.products) {
      const product = PRODUCTS.find((p) => p.code === code)!;
      const add = (requestedAt: number, promisedAt: number | null) => {
        number += 1;
        const requester = random.chance(0.2) ? clients[0]! : random.pick(clients);
        const events = promisedAt === null ? requestEvents(random, product, input.calendar, requestedAt, strain * (PACE[agreement.provider] ?? 0.5)) : recurringEvents(random, promisedAt, strain);
        const happened = events.filter((event) => event.occurredAt <= input.now);
        if (happened.length === 0) return;
        tasks.push({
          line: number,
          externalId: `${code}-${input.month.replace("-", "")}-${String(number).padStart(4, "0")}`,
          product: { code, label: product.en },
          provider: null,
          client: { code: agreement.client, label: agreement.client },
          // People write in their own language.
          title: promisedAt === null ? `${product[requester.locale]}: ${random.pick(TOPICS)[requester.locale]}` : product[requester.locale],
          requester: requester.email,
          assignee: random.pick(workers).email,
          attributes: { priority: random.chance(0.15) ? "high" : "normal" },
          events: happened,
        });
      };
      if (product.rrule) for (const due of input.scheduled.get(code) ?? []) add(due - 2 * DAY, due);
      else {
        const count = Math.max(1, Math.round(product.monthly * (0.75 + 0.5 * random.next())));
        for (let i = 0; i < count; i += 1) {
          const day = random.pick(input.days);
          const at = nextOpen(input.calendar, day + 9 * HOUR + Math.floor(random.next() * 8 * HOUR));
          if (at < input.days[input.days.length - 1]! + DAY) add(minute(at), null);
        }
      }
    }
  }
  return tasks;
}

function requestEvents(random: Random, product: SeedProduct, calendar: Calendar, requestedAt: number, pace: number): IncomingEvent[] {
  const events: IncomingEvent[] = [];
  let order = 0;
  const add = (type: IncomingEvent["type"], occurredAt: number, payload: IncomingEvent["payload"] = {}) =>
    events.push({ key: `${type}-${(order += 1)}`, type, occurredAt: minute(occurredAt), sourceOrder: order, payload });
  const promisedMs = product.hours ? product.hours * HOUR : product.days * 8 * HOUR;
  add("requested", requestedAt);
  if (random.chance(0.02)) {
    add("cancelled", addWorkingMs(calendar, requestedAt, promisedMs * 0.3 * random.next()), { by: "client" });
    return events;
  }
  const taken = addWorkingMs(calendar, requestedAt, Math.min(random.logNormal(0.8, 0.7) * HOUR, promisedMs * 0.5));
  add("acknowledged", taken);
  const workMs = Math.max(promisedMs * random.logNormal(pace, 0.46), 20 * 60_000);
  if (random.chance(0.1)) {
    const from = addWorkingMs(calendar, taken, workMs * 0.3);
    const to = addWorkingMs(calendar, from, (2 + random.next() * 14) * HOUR);
    add("paused", from, { reason: "client_input" });
    add("resumed", to);
    const doneAt = addWorkingMs(calendar, to, workMs * 0.7);
    finish(doneAt);
    return events;
  }
  // Forgotten: found again after one to four months.
  if (random.chance(0.012)) {
    finish(addWorkingMs(calendar, requestedAt, (20 + random.next() * 60) * 8 * HOUR));
    return events;
  }
  finish(addWorkingMs(calendar, requestedAt, workMs));
  return events;

  function finish(at: number): void {
    const measured = product.code === "PROC-ORD" || product.code === "LOG-SHIP" ? { itemsRequested: 20, items: random.chance(0.95) ? 20 : 19 } : {};
    const files = product.kind === "document" ? { files: [{ name: random.chance(0.97) ? "result.pdf" : "result.docx" }] } : {};
    add("delivered", at, { ...measured, ...files });
    if (random.chance(product.kind === "document" ? 0.06 : 0.02)) {
      const returned = addWorkingMs(calendar, at, (1 + random.next() * 10) * HOUR);
      add("returned", returned, { criterion: "quality", reason: "not_as_agreed" });
      add("delivered", addWorkingMs(calendar, returned, promisedMs * 0.3 * (0.5 + random.next())), { ...measured, ...files });
    }
    const last = events[events.length - 1]!.occurredAt;
    if (random.chance(0.72)) add("accepted", addWorkingDays(calendar, last, random.int(0, 3), "after/snap"));
  }
}

function recurringEvents(random: Random, dueAt: number, strain: number): IncomingEvent[] {
  const early = random.chance(Math.min(0.96, 0.97 - (strain - 1) * 0.35));
  const at = minute(early ? dueAt - random.next() * 26 * HOUR : dueAt + (0.5 + random.next() * 3) * HOUR);
  if (random.chance(0.02)) return [];
  return [
    { key: "requested-1", type: "requested", occurredAt: minute(at - 1), sourceOrder: 1, payload: {} },
    { key: "delivered-2", type: "delivered", occurredAt: at, sourceOrder: 2, payload: {} },
  ];
}

const minute = (instant: number): number => Math.floor(instant / 60_000) * 60_000;

function hash(text: string): number {
  let value = 2_166_136_261;
  for (const letter of text) value = Math.imul(value ^ letter.charCodeAt(0), 16_777_619) >>> 0;
  return value;
}
