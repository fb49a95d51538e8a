import type { CompletenessTerms, FormatTerms, QualityTerms } from "../agreement/terms.ts";
import { isWithinLimit, limitText } from "../agreement/measure-limit.ts";
import { effectiveHandovers, type AcceptanceWindow } from "./acceptance-window.ts";
import { matchesGlob } from "./glob.ts";
import { because, type Log } from "./reasons.ts";
import type { DeliveredFile, TaskEvent } from "./task-event.ts";
import type { TaskHistory } from "./task-history.ts";

/** What the facts say about a delivered item; `open` until its window ends. */
export interface Finding {
  readonly outcome: "met" | "breached" | "unmeasurable" | "open";
  readonly decidedAt: number | null;
  readonly measured: number | null;
}

const UNKNOWN: Finding = { outcome: "unmeasurable", decidedAt: null, measured: null };

/** The last value said of a measure inside the window, else the first one after it. */
function measureOf(
  history: TaskHistory,
  name: string,
  window: AcceptanceWindow,
): TaskEvent | undefined {
  const named = history.measures.filter((event) => event.payload.name === name);
  const inside = named.filter((event) => event.occurredAt <= window.to);
  return inside[inside.length - 1] ?? named[0];
}

/** Not returned within the window; or a measured number that is at most what the terms say. */
export function judgeQuality(
  history: TaskHistory,
  terms: QualityTerms,
  window: AcceptanceWindow,
  log: Log,
): Finding {
  if (terms.measure) {
    const { name } = terms.measure;
    const atMost = limitText(terms.measure.atMost);
    const event = measureOf(history, name, window);
    if (!event) {
      log?.push(because("measure_missing", { name }));
      return UNKNOWN;
    }
    const text = event.payload.value?.trim() ?? "";
    const value = text === "" ? NaN : Number(text);
    if (!Number.isFinite(value)) {
      log?.push(because("measure_unreadable", { name, value: text }));
      return UNKNOWN;
    }
    log?.push(because("measured", { name, value: text, atMost }));
    const outcome = isWithinLimit(text, atMost) ? "met" : "breached";
    return { outcome, decidedAt: event.occurredAt, measured: value };
  }
  const returned = effectiveHandovers(history, window).find((h) => h.type === "returned");
  if (returned) {
    log?.push(because("returned", { at: returned.at, criterion: returned.criterion ?? null }));
    return { outcome: "breached", decidedAt: returned.at, measured: null };
  }
  if (history.asOf <= window.to) return { outcome: "open", decidedAt: null, measured: null };
  if (history.acceptedAt === null) log?.push(because("silence_accepted"));
  return { outcome: "met", decidedAt: window.to, measured: null };
}

/** Deliveries that each recipient got, up to the first complete one of the item. */
function byRecipient(history: TaskHistory): readonly (readonly TaskEvent[])[] {
  if (history.deliveredTo.length <= 1) return [history.deliveries];
  return history.deliveredTo.map((recipient) =>
    history.deliveries.filter(
      ({ payload }) => payload.recipientId === undefined || payload.recipientId === recipient,
    ),
  );
}

/**
 * Delivered ÷ requested items, or every part of a checklist. Partial deliveries add to the complete
 * one; where several recipients are served, the one who got least decides.
 */
export function judgeCompleteness(
  history: TaskHistory,
  terms: CompletenessTerms,
  window: AcceptanceWindow,
  log: Log,
): Finding {
  const { rule } = terms;
  if (rule.type === "checklist") {
    let missing: string[] = [];
    for (const deliveries of byRecipient(history)) {
      const lists = deliveries.flatMap(({ payload }) => (payload.parts ? [payload.parts] : []));
      if (lists.length === 0) {
        log?.push(because("parts_unknown"));
        return UNKNOWN;
      }
      const got = new Set(lists.flat());
      const lacking = rule.parts.filter((part) => !got.has(part));
      if (lacking.length > missing.length) missing = lacking;
    }
    const count = rule.parts.length;
    const measured = count === 0 ? 10_000 : Math.floor(((count - missing.length) * 10_000) / count);
    if (missing.length === 0) log?.push(because("parts_complete", { parts: count }));
    else log?.push(because("parts_missing", { parts: missing.join(", ") }));
    const outcome = missing.length === 0 ? "met" : "breached";
    return { outcome, decidedAt: window.from, measured };
  }
  let least = Infinity;
  let met = true;
  for (const deliveries of byRecipient(history)) {
    const counted = deliveries.filter(({ payload }) => payload.items !== undefined);
    const wanted =
      deliveries.findLast(({ payload }) => payload.itemsRequested !== undefined)?.payload
        .itemsRequested ?? history.requested.payload.itemsRequested;
    if (counted.length === 0 || wanted === undefined || wanted <= 0) {
      log?.push(because("items_unknown"));
      return UNKNOWN;
    }
    const items = counted.reduce((sum, { payload }) => sum + payload.items!, 0);
    const shareBp = Math.min(10_000, Math.floor((items * 10_000) / wanted));
    // Compared by counts, so that a share just below the promise does not round up to it.
    if (items * 10_000 < rule.atLeastBp * wanted) met = false;
    least = Math.min(least, shareBp);
    const { atLeastBp } = rule;
    log?.push(because("items_delivered", { items, requested: wanted, shareBp, atLeastBp }));
  }
  return { outcome: met ? "met" : "breached", decidedAt: window.from, measured: least };
}

const extensionOf = (name: string): string =>
  name.includes(".") ? name.slice(name.lastIndexOf(".") + 1).toLowerCase() : "";

const bare = (type: string): string => type.trim().toLowerCase().replace(/^\./, "");

/** A conformity field, allowed file types, a file-name glob, or a template id. */
export function judgeFormat(
  history: TaskHistory,
  terms: FormatTerms,
  window: AcceptanceWindow,
  log: Log,
): Finding {
  const { rule } = terms;
  if (rule.type === "field") {
    const { name } = rule;
    const event = measureOf(history, name, window);
    const value = event?.payload.value;
    if (!event || value === undefined) {
      log?.push(because("measure_missing", { name }));
      return UNKNOWN;
    }
    const conforms = rule.values.includes(value);
    log?.push(because(conforms ? "field_conforms" : "field_differs", { name, value }));
    const outcome = conforms ? "met" : "breached";
    return { outcome, decidedAt: event.occurredAt, measured: null };
  }
  const files = history.deliveries.flatMap(({ payload }) => payload.files ?? []);
  const known =
    rule.type === "template" ? files.some((file) => file.template !== undefined) : files.length > 0;
  if (!known) {
    log?.push(because("files_unknown"));
    return UNKNOWN;
  }
  const conforms = (file: DeliveredFile): boolean => {
    switch (rule.type) {
      case "file_types": {
        const types = rule.types.map(bare);
        return (
          types.includes(extensionOf(file.name)) ||
          (file.type !== undefined && types.includes(bare(file.type)))
        );
      }
      case "glob":
        return matchesGlob(file.name, rule.pattern);
      case "template":
        return file.template === rule.template;
    }
  };
  const differing = files.find((file) => !conforms(file));
  if (differing) log?.push(because("file_differs", { file: differing.name }));
  else log?.push(because("files_conform", { files: files.length }));
  return { outcome: differing ? "breached" : "met", decidedAt: window.from, measured: null };
}
