import { json, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { useEffect } from "react";
import { CircleCheck } from "lucide-react";
import { DoneAbout } from "#app/components/done-about.tsx";
import { forgetDraft } from "#app/components/use-draft.ts";
import { GeneralErrorBoundary } from "#app/components/error-boundary.tsx";
import { pageTitle } from "#app/components/page-title.ts";
import { LinkGone, RateFrame } from "#app/components/rate-frame.tsx";
import { nameIn } from "#app/domain/names.ts";
import { formatInstant } from "#app/format/instant.ts";
import { translateIn } from "#app/i18n/translate.server.ts";
import { useLocale, useT } from "#app/i18n/use-t.ts";
import { changeableUntil } from "#app/operations/record-answer.server.ts";
import { localeFor } from "#app/web/locale.server.ts";
import { readPreferences } from "#app/web/preferences.server.ts";
import { FAULT_STATUS, openKeptLink } from "#app/web/rate-link.server.ts";
import { loadOrganisation } from "#db/queries/directory.server.ts";
import { findDoneAbout } from "#db/queries/done-about.server.ts";
import { findRateSubject } from "#db/queries/rate-page.server.ts";
import { loadAnswers } from "#db/queries/ratings.server.ts";

export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const locale = await localeFor(request, context);
  const t = translateIn(locale, "ratings");
  const theme = readPreferences(request.headers.get("Cookie")).theme;
  const opened = await openKeptLink(request, context, params.invitationId ?? "");
  if (typeof opened === "string") return json({ title: t("gone.title"), theme, fault: opened, done: null }, { status: FAULT_STATUS[opened] });
  const [subject, answers, organisation] = await Promise.all([findRateSubject(context.store, opened.id), loadAnswers(context.store, opened.id), loadOrganisation(context.store)]);
  const current = answers.find((row) => row.isCurrent);
  if (!subject || !current) return json({ title: t("gone.title"), theme, fault: "forged" as const, done: null }, { status: FAULT_STATUS.forged });
  return json({
    title: t("thanks.title"),
    theme,
    fault: null,
    done: {
      provider: nameIn(subject.provider, locale),
      statisticsOnly: current.statisticsOnly,
      invitationId: opened.id,
      // A statistics-only answer is nobody's: nothing is done about it by name.
      about: current.statisticsOnly ? null : await findDoneAbout(context.store, opened.id),
      until: await changeableUntil(context.store, opened, answers[0]!.answeredAt),
      zone: organisation?.zone ?? "UTC",
    },
  });
}

export default function Thanks() {
  const data = useLoaderData<typeof loader>();
  const t = useT("ratings");
  const locale = useLocale();
  const { done } = data;
  useEffect(() => {
    if (done) forgetDraft(done.invitationId);
  }, [done]);
  return (
    <RateFrame theme={data.theme}>
      {done ? (
        <div className="flex flex-col items-start gap-3">
          <span className="grid size-10 place-items-center rounded-lg bg-met-soft text-met">
            <CircleCheck aria-hidden size={22} />
          </span>
          <h1 className="text-xl font-semibold tracking-tight">{t("thanks.title")}</h1>
          <p className="text-lg text-pretty">{done.statisticsOnly ? t("thanks.statistics") : t("thanks.text", { provider: done.provider })}</p>
          {done.about ? (
            <section className="flex flex-col gap-1.5">
              <p className="text-pretty">{t("thanks.case", { provider: done.provider })}</p>
              <DoneAbout done={done.about} />
              <p className="text-sm text-muted">{t("thanks.case.later")}</p>
            </section>
          ) : null}
          <p className="text-muted">{t("thanks.change", { when: formatInstant(done.until, done.zone, locale) })}</p>
          <p className="text-muted">{t("thanks.close")}</p>
        </div>
      ) : (
        <LinkGone fault={data.fault ?? "forged"} />
      )}
    </RateFrame>
  );
}

export const meta: MetaFunction<typeof loader> = ({ data }) => pageTitle(data?.title);

export function ErrorBoundary() {
  return <GeneralErrorBoundary />;
}
