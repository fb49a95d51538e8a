import { type ActionFunctionArgs, json, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { GeneralErrorBoundary } from "#app/components/error-boundary.tsx";
import { pageTitle } from "#app/components/page-title.ts";
import { freshForm, type TypedForm } from "#app/components/typed-form.ts";
import { isVoiceKind } from "#app/domain/voice/voice-kind.ts";
import type { Key } from "#app/i18n/catalogue.ts";
import { translateIn } from "#app/i18n/translate.server.ts";
import { sayVoice } from "#app/operations/say-voice.server.ts";
import { requireActor } from "#app/web/guard.server.ts";
import { localeFor } from "#app/web/locale.server.ts";
import { actingContext, doneTyped, readTyped, refuseTyped } from "#app/web/typed-form.server.ts";
import { newId } from "#db/new-id.server.ts";
import { readVoiceForm } from "./read.server.ts";
import { NewVoiceView } from "./view.tsx";

export async function loader({ request, context }: LoaderFunctionArgs) {
  const viewer = await requireActor(request, context, "feedback.send");
  const locale = await localeFor(request, context);
  const { values, ...offered } = await readVoiceForm(request, context, viewer, locale);
  const kind = new URL(request.url).searchParams.get("kind") ?? "";
  return json({ title: translateIn(locale, "voice")("new.title"), ...offered, form: freshForm({ ...values, kind: isVoiceKind(kind) ? kind : "question", formKey: newId() }) });
}

export async function action({ request, context }: ActionFunctionArgs) {
  const viewer = await requireActor(request, context, "feedback.send");
  const [locale, values] = await Promise.all([localeFor(request, context), readTyped(request)]);
  // What the address says it is about is asked for again: the form's own word opens no task.
  const { values: about } = await readVoiceForm(request, context, viewer, locale);
  const kind = values["kind"] ?? "";
  const said = await sayVoice(actingContext(context, viewer), {
    kind: isVoiceKind(kind) ? kind : null, subject: values["subject"] ?? "", text: values["text"] ?? "", clientId: values["clientId"] || null, providerId: about.providerId || values["providerId"] || null,
    taskId: about.taskId || null, productId: about.productId || null, thankedId: values["thankedId"] || null, formKey: values["formKey"] ?? "", personId: viewer.actor.personId,
  });
  if (said.ok) return doneTyped(`/ratings/voice/${said.voiceId}`, context, { key: "sent" });
  const t = translateIn(locale, "voice");
  return refuseTyped(values, said.faults, (code, facts) => t(`fault.${code}` as Key<"voice">, facts), locale);
}

export default function NewVoice() {
  const { form: fresh, ...data } = useLoaderData<typeof loader>();
  return <NewVoiceView {...data} form={(useActionData<typeof action>() as TypedForm | undefined) ?? (fresh as TypedForm)} />;
}

export const meta: MetaFunction<typeof loader> = ({ data }) => pageTitle(data?.title);

export function ErrorBoundary() {
  return <GeneralErrorBoundary />;
}
