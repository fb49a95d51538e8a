import type { AgreedAbout } from "#app/domain/composer/look-over.ts";
import { workingMsBetween } from "#app/domain/calendar/working-time.ts";
import { limitText } from "#app/domain/agreement/measure-limit.ts";
import type { Terms } from "#app/domain/agreement/terms.ts";
import { nameIn, wordsIn, type Locale } from "#app/domain/names.ts";
import { startOfDate, localDateOf, zoneOf } from "#app/domain/time/zone.ts";
import { addDays, readDay } from "#app/domain/time/local-date.ts";
import { loadProducts } from "#db/queries/directory.server.ts";
import { calendarOfProvider, explainTask } from "../explain-task.server.ts";
import { openPass, type EvaluationPass } from "../evaluate-tasks.server.ts";
import type { OperationContext } from "../context.ts";
import { findOrdinals } from "../request-ordinals.server.ts";

/** What is agreed about a product for a client, and the timing promise by which past deliveries were judged. */
export interface ReadAgreed {
  readonly agreed: AgreedAbout;
  /** Key of the timing obligation that would judge a request sent now; null = none. */
  readonly timingKey: string | null;
  readonly providerId: string;
  readonly pass: EvaluationPass;
}

export interface AskedAbout {
  readonly productId: string;
  readonly clientId: string;
  /** Local date of the organisation, or empty. */
  readonly neededBy: string;
}

/** Reads what a request sent now would be held to; null when the product is gone. */
export async function readAgreed(ctx: OperationContext, asked: AskedAbout, locale: Locale): Promise<ReadAgreed | null> {
  const { store, now } = ctx;
  const [pass, products] = await Promise.all([openPass(ctx), loadProducts(store)]);
  const product = products.find((row) => row.id === asked.productId);
  if (!product) return null;
  const { book } = pass;
  const zone = zoneOf(book.organisation.zone);
  const task = { id: "", productId: product.id, providerId: product.providerId, clientId: asked.clientId, requestedAt: now, attributes: {} };
  pass.ordinals = await findOrdinals(store, book, [task], new Map());
  const requested = { id: "requested", type: "requested" as const, occurredAt: now, receivedAt: now, sourceOrder: 0, payload: {} };
  const promised = explainTask(now, pass, task, [requested], [asked.clientId]);
  const match = book.match({ productId: product.id, providerId: product.providerId, recipientId: asked.clientId, date: localDateOf(zone, now) });
  const version = match ? book.versions.get(match.versionId) : undefined;
  const terms = match ? book.obligationsOf(match.versionId).filter((row) => row.productId === product.id).map((row) => row.terms) : [];
  const timing = promised?.verdicts.find((row) => row.obligation.kind === "timing");
  const wantedAt = readDay(asked.neededBy) === null ? null : startOfDate(zone, addDays(asked.neededBy, 1)) - 60_000;
  const calendar = calendarOfProvider(book, task)?.calendar ?? null;
  const workingUntil = (at: number | null) => (at === null || calendar === null ? null : at > now ? workingMsBetween(calendar, now, at) : 0);
  const dueAt = promised?.dueAt ?? null;
  return {
    agreed: {
      productName: nameIn(product.name, locale), dueAt, wantedAt, workingToDueMs: workingUntil(dueAt), workingToWantedMs: workingUntil(wantedAt),
      inputs: (version?.inputs ?? []).filter((input) => input.productId === undefined || input.productId === product.id).map((input) => ({ name: nameIn(input.name, locale), due: wordsIn(input.due, locale) })),
      formats: terms.flatMap(formatsOf),
      criteria: terms.flatMap(criteriaOf),
    },
    timingKey: timing?.obligation.key ?? null, providerId: product.providerId, pass,
  };
}

function formatsOf(terms: Terms): readonly string[] {
  if (terms.kind !== "format") return [];
  const { rule } = terms;
  if (rule.type === "file_types") return rule.types;
  if (rule.type === "glob") return [rule.pattern];
  return rule.type === "template" ? [rule.template] : rule.values;
}

function criteriaOf(terms: Terms): readonly string[] {
  if (terms.kind === "quality") return terms.measure ? [`${terms.measure.name} ≤ ${limitText(terms.measure.atMost)}`] : [];
  return terms.kind === "completeness" && terms.rule.type === "checklist" ? terms.rule.parts : [];
}
