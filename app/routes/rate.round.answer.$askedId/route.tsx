import { type ActionFunctionArgs, json, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { GeneralErrorBoundary } from "#app/components/error-boundary.tsx";
import { pageTitle } from "#app/components/page-title.ts";
import { LinkGone, RateFrame } from "#app/components/rate-frame.tsx";
import { RoundForm, type RoundFormData, type RoundFormReply, useRoundWords } from "#app/components/round-form.tsx";
import { translateIn } from "#app/i18n/translate.server.ts";
import { localeFor } from "#app/web/locale.server.ts";
import { readPreferences } from "#app/web/preferences.server.ts";
import { FAULT_STATUS } from "#app/web/rate-link.server.ts";
import { actOnRoundForm, readRoundForm } from "#app/web/round-form.server.ts";
import { openKeptRound } from "#app/web/round-link.server.ts";

export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const locale = await localeFor(request, context);
  const theme = readPreferences(request.headers.get("Cookie")).theme;
  const opened = await openKeptRound(request, context, params.askedId ?? "");
  if (typeof opened === "string") return json({ title: translateIn(locale, "ratings")("gone.title"), theme, fault: opened, form: null }, { status: FAULT_STATUS[opened] });
  return json({ title: translateIn(locale, "rounds")(`${opened.round.survey}.title`), theme, fault: null, form: await readRoundForm(request, context, opened) });
}

export async function action({ request, context, params }: ActionFunctionArgs) {
  const opened = await openKeptRound(request, context, params.askedId ?? "");
  if (typeof opened === "string") return json<RoundFormReply | null>(null, { status: FAULT_STATUS[opened] });
  return actOnRoundForm(request, context, opened, { kind: "link", id: opened.asked.id, address: context.address }, `/rate/round/answer/${opened.asked.id}`);
}

export default function AnswerRound() {
  const data = useLoaderData<typeof loader>();
  const reply = (useActionData<typeof action>() ?? null) as RoundFormReply | null;
  return <RateFrame theme={data.theme}>{data.form ? <Answering form={data.form as RoundFormData} reply={reply} /> : <LinkGone fault={data.fault ?? "forged"} />}</RateFrame>;
}

function Answering({ form, reply }: { readonly form: RoundFormData; readonly reply: RoundFormReply | null }) {
  const { title, sentence } = useRoundWords(form);
  return (
    <>
      <header className="flex flex-col gap-2">
        <h1 className="text-xl font-semibold tracking-tight">{title}</h1>
        <p className="text-lg text-pretty">{sentence}</p>
      </header>
      <RoundForm data={form} reply={reply} />
    </>
  );
}

export const meta: MetaFunction<typeof loader> = ({ data }) => pageTitle(data?.title);

export function ErrorBoundary() {
  return <GeneralErrorBoundary />;
}
