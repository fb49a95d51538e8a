import { diffWords } from "#app/domain/composer/diff-words.ts";
import { composeRequest, LONGEST_PART, plainWords, readParts, SPOKEN_PARTS } from "#app/domain/composer/compose-text.ts";
import type { ComposedRequest } from "#app/domain/composer/compose-text.ts";
import { lookOver } from "#app/domain/composer/look-over.ts";
import { nameIn, type Locale } from "#app/domain/names.ts";
import { formatDay } from "#app/format/date.ts";
import { translateIn } from "#app/i18n/translate.server.ts";
import { askOutside, prepareWording, type WordingToImprove } from "#app/operations/composer/ask-outside.server.ts";
import { explainPast } from "#app/operations/composer/past-lateness.server.ts";
import { readAgreed, type ReadAgreed } from "#app/operations/composer/read-agreed.server.ts";
import { openedNets } from "#app/operations/hooks/public-address.server.ts";
import { requestTask } from "#app/operations/request-task.server.ts";
import type { AppContext } from "#app/web/context.server.ts";
import type { Viewer } from "#app/web/session.server.ts";
import { actingContext } from "#app/web/typed-form.server.ts";
import { NOTHING_WRITTEN, WRITTEN, type OutsideStep, type RequestAnswer, type RequestValues, type SentForm, type WrittenWords } from "./form.ts";
import { readRequestForm } from "./read.server.ts";
import { labelsIn, speakPast, speakRemark } from "./speak.server.ts";

const writtenOf = (form: SentForm): WrittenWords => ({ title: form.title, purpose: form.purpose, format: form.format, criteria: form.criteria, inputs: form.inputs, text: form.text });

/** What a press of one of the form's buttons comes to: a task, or the form again with what was found. Only `send` and `outside_send` write anything. */
export async function actOnRequest(request: Request, context: AppContext, viewer: Viewer, form: SentForm): Promise<RequestAnswer | { readonly taskId: string }> {
  const read = await readRequestForm(request, context, viewer, { product: form.product, for: form.for, neededBy: form.neededBy });
  const { locale, promise, product } = read;
  const written = writtenOf(form);
  const answer = (over: Partial<RequestAnswer>, words: WrittenWords = written): RequestAnswer => {
    const values: RequestValues = { product: form.product, for: form.for, neededBy: form.neededBy, ...words };
    return { refusal: null, looked: null, promise, values, before: form.before, ...over };
  };
  const tooLong = SPOKEN_PARTS.find((part) => written[part].length > LONGEST_PART);
  if (tooLong) return answer({ refusal: { code: "words_too_long", field: tooLong, facts: { longest: LONGEST_PART } } });
  const labels = labelsIn(locale);
  if (form.intent === "send") {
    const result = await requestTask(actingContext(context, viewer), {
      productId: form.product, clientId: form.for, personId: viewer.actor.personId, neededBy: form.neededBy === "" ? null : form.neededBy,
      title: form.title.trim() || (product ? nameIn(product.name, locale) : ""), words: plainWords({ ...written, neededBy: form.neededBy }, labels),
    });
    return result.ok ? { taskId: result.value.taskId } : answer({ refusal: { code: result.code, field: result.field ?? null, facts: result.facts ?? {} } });
  }
  if (form.intent === "take" || form.intent === "take_outside") {
    const taken = form.intent === "take" ? { title: form.takenTitle, text: form.takenText } : { title: form.title, text: form.outsideText };
    return answer({ before: JSON.stringify(written) }, { ...NOTHING_WRITTEN, ...taken });
  }
  if (form.intent === "undo") return answer({ before: "" }, wordsBefore(form.before) ?? written);

  const ctx = actingContext(context, viewer);
  const agreed = await readAgreed(ctx, { productId: form.product, clientId: form.for, neededBy: form.neededBy }, locale);
  if (!agreed) return answer({ refusal: { code: "unknown_product", field: "productId", facts: {} } });
  const { remarks, composed } = readOver(form, written, agreed, locale);
  const past = agreed.timingKey === null ? null : await explainPast(context.store, agreed.pass.book, { obligationKey: agreed.timingKey, clientId: form.for, today: read.today }, context.now());
  const outside = await askedOutside(context, viewer, form, { ...composed, agreed: agreed.agreed, locale });
  const isNew = composed.text !== form.text.trim() || composed.title !== form.title.trim();
  return answer({
    looked: {
      remarks: remarks.map((remark) => speakRemark(remark, { locale, zone: viewer.timeZone, now: context.now() })),
      suggestion: isNew ? composed : null, past: past && agreed.timingKey ? speakPast(past, agreed.timingKey, locale) : null, outside,
    },
  });
}

function readOver(form: SentForm, written: WrittenWords, { agreed }: ReadAgreed, locale: Locale) {
  const t = translateIn(locale, "remarks");
  const labels = labelsIn(locale);
  const parts = readParts({ ...written, neededBy: form.neededBy }, labels);
  const remarks = lookOver(parts, agreed);
  const composed: ComposedRequest = composeRequest(parts, {
    labels, productName: agreed.productName, until: agreed.wantedAt === null ? null : t("until", { day: formatDay(form.neededBy, locale) }), toFollow: t("toFollow"),
    openInputs: remarks.filter((row) => row.look === "input_missing").map((row) => String(row.facts?.name ?? "")),
  });
  return { remarks, composed };
}

/** The step of asking the service outside that was pressed for; null where none was, or where none is configured. */
async function askedOutside(context: AppContext, viewer: Viewer, form: SentForm, wording: WordingToImprove): Promise<OutsideStep | null> {
  const { composer } = context;
  if (!composer || (form.intent !== "outside_show" && form.intent !== "outside_send")) return null;
  const ctx = actingContext(context, viewer);
  if (form.intent === "outside_show") {
    const { body, hash } = await prepareWording(ctx, composer, wording);
    return { step: "preview", body, hash };
  }
  const near = { allowLoopback: context.mode !== "production", ...(context.privateNets.length > 0 ? { isOpened: openedNets(context.privateNets) } : {}) };
  const result = await askOutside(ctx, composer, wording, { personId: viewer.actor.personId, shownHash: form.shownHash }, near);
  if (!result.ok) return { step: "fault", code: result.code, facts: result.facts ?? {} };
  return { step: "answer", text: result.value.text, diff: diffWords(wording.text, result.value.text) };
}

/** The own words that a hidden field carried; null where it holds something else. */
function wordsBefore(text: string): WrittenWords | null {
  try {
    const told = JSON.parse(text) as Record<string, unknown> | null;
    if (typeof told !== "object" || told === null) return null;
    return Object.fromEntries(WRITTEN.map((field) => [field, typeof told[field] === "string" ? told[field] : ""])) as unknown as WrittenWords;
  } catch {
    return null;
  }
}
