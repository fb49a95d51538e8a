import { type ActionFunctionArgs, json, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { GeneralErrorBoundary } from "#app/components/error-boundary.tsx";
import { pageTitle } from "#app/components/page-title.ts";
import type { TypedForm } from "#app/components/typed-form.ts";
import { VOICE_ACTS } from "#app/domain/voice/decide-voice.ts";
import type { Key } from "#app/i18n/catalogue.ts";
import { translateIn } from "#app/i18n/translate.server.ts";
import { actOnVoice } from "#app/operations/act-on-voice.server.ts";
import { openCaseOfVoice } from "#app/operations/open-case.server.ts";
import { allow, fault, requireActor } from "#app/web/guard.server.ts";
import { localeFor } from "#app/web/locale.server.ts";
import { actingContext, doneTyped, readTyped, refuseTyped } from "#app/web/typed-form.server.ts";
import { voiceSides, voiceSubject } from "#app/web/voice-access.server.ts";
import { findVoice } from "#db/queries/voices.server.ts";
import { mayOpenCase, readVoicePage } from "./read.server.ts";
import { VoicePage } from "./view.tsx";

export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const viewer = await requireActor(request, context, "feedback.read");
  const row = await findVoice(context.store, params.id ?? "");
  allow(viewer, "feedback.read", row && voiceSubject(row));
  return json(await readVoicePage(context, viewer, row!, await localeFor(request, context)));
}

export async function action({ request, context, params }: ActionFunctionArgs) {
  const viewer = await requireActor(request, context, "feedback.send");
  const row = await findVoice(context.store, params.id ?? "");
  allow(viewer, "feedback.read", row && voiceSubject(row));
  const voice = row!;
  const [locale, values] = await Promise.all([localeFor(request, context), readTyped(request)]);
  const ctx = actingContext(context, viewer);
  if (values["intent"] === "case") {
    if (!mayOpenCase(viewer, voice)) throw fault(403, "forbidden");
    const opened = await openCaseOfVoice(ctx, voice.id);
    if (!opened.ok) throw fault(409, "conflict");
    return doneTyped(`/improvement/${opened.value.caseId}`, context);
  }
  const act = VOICE_ACTS.find((one) => one === values["intent"]);
  if (!act) throw fault(400, "bad_request");
  const sides = voiceSides(viewer.actor, voice);
  if (sides.length === 0) throw fault(403, "forbidden");
  const done = await actOnVoice(ctx, { voiceId: voice.id, rowVersion: Number(values["rowVersion"]), act, text: values["text"] ?? "", sides, personId: viewer.actor.personId });
  if (done.ok) return doneTyped(`/ratings/voice/${voice.id}`, context, { key: act === "close" ? "saved" : "sent" });
  const t = translateIn(locale, "voice");
  return refuseTyped(values, [done], (code, facts) => t(`fault.${code}` as Key<"voice">, facts), locale, done.code === "changed_meanwhile" ? 409 : 422);
}

export default function Voice() {
  return <VoicePage data={useLoaderData<typeof loader>()} answer={(useActionData<typeof action>() as TypedForm | undefined) ?? null} />;
}

export const meta: MetaFunction<typeof loader> = ({ data }) => pageTitle(data?.subject);

export function ErrorBoundary() {
  return <GeneralErrorBoundary />;
}
