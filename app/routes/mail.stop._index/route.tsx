import { type ActionFunctionArgs, json, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { Button } from "#app/components/button.tsx";
import { GeneralErrorBoundary } from "#app/components/error-boundary.tsx";
import { Notice } from "#app/components/notice.tsx";
import { pageTitle } from "#app/components/page-title.ts";
import { LinkGone, RateFrame } from "#app/components/rate-frame.tsx";
import { SurveyMailChoice } from "#app/components/survey-mail-choice.tsx";
import { isSurveyMail } from "#app/domain/survey/survey-mail.ts";
import { translateIn } from "#app/i18n/translate.server.ts";
import { useT } from "#app/i18n/use-t.ts";
import { saveSurveyMail } from "#app/operations/save-survey-mail.server.ts";
import { localeFor } from "#app/web/locale.server.ts";
import { readPreferences } from "#app/web/preferences.server.ts";
import { FAULT_STATUS } from "#app/web/rate-link.server.ts";
import { openKeptStopLink, stopAll } from "#app/web/stop-link.server.ts";

/** Fewer mails about ratings, or no more of one list, without signing in, by the link that this browser opened. */
export async function loader({ request, context }: LoaderFunctionArgs) {
  const [stopped, locale] = await Promise.all([openKeptStopLink(request, context), localeFor(request, context)]);
  const theme = readPreferences(request.headers.get("Cookie")).theme;
  if (typeof stopped === "string") return json({ title: translateIn(locale, "ratings")("gone.title"), theme, mode: null, list: null, fault: stopped }, { status: FAULT_STATUS[stopped] });
  const t = translateIn(locale, "asking");
  if (stopped.what === "list") return json({ title: t("stop.list.title"), theme, mode: null, list: { name: stopped.order.name, isEnded: stopped.order.endedAt !== null }, fault: null });
  return json({ title: t("stop.title"), theme, mode: stopped.person.surveyMail ?? ("each" as const), list: null, fault: null });
}

export async function action({ request, context }: ActionFunctionArgs) {
  const stopped = await openKeptStopLink(request, context);
  if (typeof stopped === "string") return json({ saved: false }, { status: FAULT_STATUS[stopped] });
  if (stopped.what === "list") {
    await stopAll(context, stopped);
    return json({ saved: true });
  }
  const { person } = stopped;
  const chosen = (await request.formData()).get("mode");
  if (!isSurveyMail(chosen)) return json({ saved: false }, { status: 400 });
  await saveSurveyMail({ store: context.store, now: context.now(), actor: { kind: "link", id: person.id, address: context.address } }, person.id, chosen);
  return json({ saved: true });
}

export default function StopMail() {
  const { theme, mode, list, fault } = useLoaderData<typeof loader>();
  const saved = useActionData<typeof action>()?.saved === true;
  const t = useT("asking");
  return (
    <RateFrame theme={theme}>
      {list ? (
        <form method="post" className="flex flex-col gap-4">
          <h1 className="text-xl font-semibold tracking-tight">{t("stop.list.title")}</h1>
          {list.isEnded ? <Notice tone="done">{t("stop.list.done", { name: list.name })}</Notice> : <p className="text-pretty text-muted">{t("stop.list.text", { name: list.name })}</p>}
          {list.isEnded ? null : (
            <div>
              <Button tone="primary">{t("stop.list.end")}</Button>
            </div>
          )}
        </form>
      ) : mode === null ? (
        <LinkGone fault={fault ?? "forged"} />
      ) : (
        <form method="post" className="flex flex-col gap-4">
          <h1 className="text-xl font-semibold tracking-tight">{t("stop.title")}</h1>
          <p className="text-pretty text-muted">{t("stop.text")}</p>
          {saved ? <Notice tone="done">{t(`mode.saved.${mode}`)}</Notice> : null}
          <SurveyMailChoice chosen={saved || mode !== "each" ? mode : "none"} />
          <div>
            <Button tone="primary">{t("mode.save")}</Button>
          </div>
        </form>
      )}
    </RateFrame>
  );
}

export const meta: MetaFunction<typeof loader> = ({ data }) => pageTitle(data?.title);

export function ErrorBoundary() {
  return <GeneralErrorBoundary />;
}
