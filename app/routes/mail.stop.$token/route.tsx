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
import { readStopToken } from "#app/operations/survey-link.server.ts";
import type { AppContext } from "#app/web/context.server.ts";
import { localeFor } from "#app/web/locale.server.ts";
import { readPreferences } from "#app/web/preferences.server.ts";
import { loadPeople } from "#db/queries/people.server.ts";

/** The person whose mails a link stops; null where it was made up, is too old, or the person left. */
async function findReader(context: AppContext, token: string | undefined) {
  const personId = readStopToken(context.appSecret, token ?? "", context.now());
  const [person] = personId ? await loadPeople(context.store, [personId]) : [];
  return person && person.archivedAt === null ? person : null;
}

/** Fewer mails about ratings, without signing in. Looking changes nothing: mail scanners look too. */
export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const [person, locale] = await Promise.all([findReader(context, params.token), localeFor(request, context)]);
  const theme = readPreferences(request.headers.get("Cookie")).theme;
  const t = translateIn(locale, "asking");
  if (!person) return json({ title: translateIn(locale, "ratings")("gone.title"), theme, mode: null }, { status: 404 });
  return json({ title: t("stop.title"), theme, mode: person.surveyMail ?? ("each" as const) });
}

/** The button of a mail program (RFC 8058) sends no choice and means: none. */
export async function action({ request, context, params }: ActionFunctionArgs) {
  const person = await findReader(context, params.token);
  if (!person) return json({ saved: false }, { status: 404 });
  const form = await request.formData();
  const chosen = form.get("List-Unsubscribe") === "One-Click" ? "none" : form.get("mode");
  if (!isSurveyMail(chosen)) return json({ saved: false }, { status: 400 });
  await saveSurveyMail({ store: context.store, now: context.now(), actor: { kind: "link", id: person.id, address: context.address } }, person.id, chosen);
  return json({ saved: true });
}

export default function StopMail() {
  const { theme, mode } = useLoaderData<typeof loader>();
  const saved = useActionData<typeof action>()?.saved === true;
  const t = useT("asking");
  return (
    <RateFrame theme={theme}>
      {mode === null ? (
        <LinkGone fault="forged" />
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
