import { type ActionFunctionArgs, json, type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { GeneralErrorBoundary } from "#app/components/error-boundary.tsx";
import { pageTitle } from "#app/components/page-title.ts";
import { LinkGone, RateFrame } from "#app/components/rate-frame.tsx";
import { NO_VALUES, RatingFacts, RatingFields } from "#app/components/rating-form.tsx";
import { Notice } from "#app/components/notice.tsx";
import { formatInstant } from "#app/format/instant.ts";
import type { Key } from "#app/i18n/catalogue.ts";
import { translateIn } from "#app/i18n/translate.server.ts";
import { useLocale, useT } from "#app/i18n/use-t.ts";
import { changeableUntil, recordAnswer } from "#app/operations/record-answer.server.ts";
import { localeFor } from "#app/web/locale.server.ts";
import { readPreferences } from "#app/web/preferences.server.ts";
import { FAULT_STATUS, openKeptLink } from "#app/web/rate-link.server.ts";
import { ratingQuestion, readAnswer, refusalStatus, valuesAfter } from "#app/web/rating-question.server.ts";
import { loadOrganisation } from "#db/queries/directory.server.ts";
import { findRateSubject } from "#db/queries/rate-page.server.ts";
import { loadAnswers } from "#db/queries/ratings.server.ts";

export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const locale = await localeFor(request, context);
  const t = translateIn(locale, "ratings");
  const theme = readPreferences(request.headers.get("Cookie")).theme;
  const opened = await openKeptLink(request, context, params.invitationId ?? "");
  if (typeof opened === "string") return json({ title: t("gone.title"), theme, fault: opened, question: null, answered: null }, { status: FAULT_STATUS[opened] });
  const { store } = context;
  const ctx = { store, now: context.now(), actor: { kind: "link", id: opened.id } } as const;
  const [subject, answers, organisation] = await Promise.all([findRateSubject(store, opened.id), loadAnswers(store, opened.id), loadOrganisation(store)]);
  if (!subject) return json({ title: t("gone.title"), theme, fault: "forged" as const, question: null, answered: null }, { status: FAULT_STATUS.forged });
  const current = answers.find((row) => row.isCurrent);
  const score = Number(new URL(request.url).searchParams.get("score"));
  const preset = score >= 1 && score <= 5 ? score : null;
  const zone = organisation?.zone ?? "UTC";
  return json({
    title: t("rate.title"),
    theme,
    fault: null,
    question: await ratingQuestion(ctx, subject, { locale, zone }, current ? { ...current, csat: preset ?? current.csat } : { ...NO_VALUES, csat: preset }),
    answered: current
      ? { at: answers[0]!.answeredAt, csat: current.statisticsOnly ? null : current.csat, mayChange: ctx.now <= (await changeableUntil(store, opened.survey, answers[0]!.answeredAt)) }
      : null,
  });
}

export async function action({ request, context, params }: ActionFunctionArgs) {
  const opened = await openKeptLink(request, context, params.invitationId ?? "");
  if (typeof opened === "string") return json({ code: null, facts: {}, values: null }, { status: FAULT_STATUS[opened] });
  const { command, values } = readAnswer(await request.formData(), opened.id);
  if (!command) return json({ code: "score_out_of_range", facts: {}, values }, { status: 400 });
  const result = await recordAnswer({ store: context.store, now: context.now(), actor: { kind: "link", id: opened.id, address: context.address } }, command);
  if (!result.ok) return json({ code: result.code, facts: result.facts ?? {}, values: valuesAfter(result.code, values) }, { status: refusalStatus(result.code) });
  return redirect(`/rate/thanks/${opened.id}`, 303);
}

export default function Rate() {
  const data = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  const t = useT("ratings");
  const locale = useLocale();
  if (!data.question) {
    return (
      <RateFrame theme={data.theme}>
        <LinkGone fault={data.fault ?? "forged"} />
      </RateFrame>
    );
  }
  const question = refused?.values ? { ...data.question, values: refused.values } : data.question;
  const { answered } = data;
  const facts = answered && { when: formatInstant(answered.at, question.zone, locale), score: answered.csat ? t(`score.${answered.csat}` as Key<"ratings">).toLocaleLowerCase(locale) : "–" };
  const final = answered !== null && !answered.mayChange;
  return (
    <RateFrame theme={data.theme}>
      <header className="flex flex-col gap-2">
        <h1 className="text-xl font-semibold tracking-tight">{t("rate.title")}</h1>
        <p className="text-lg text-pretty">{t("rate.delivered", { provider: question.provider, what: question.what, client: question.client })}</p>
        <RatingFacts question={question} />
      </header>
      {facts ? <Notice>{final && answered?.csat === null ? t("rate.finalStatistics") : t(final ? "rate.final" : "rate.answered", facts)}</Notice> : null}
      {final ? null : (
        // A plain form: what it sends does not depend on a script.
        <form method="post" className="rate-form flex flex-col gap-4">
          <RatingFields question={question} changed={answered !== null} error={refused?.code ? t(`refused.${refused.code}` as Key<"ratings">, refused.facts) : undefined} />
          <p className="text-sm text-faint">{t("rate.until", { when: formatInstant(question.expiresAt, question.zone, locale) })}</p>
        </form>
      )}
    </RateFrame>
  );
}

export const meta: MetaFunction<typeof loader> = ({ data }) => pageTitle(data?.title);

export function ErrorBoundary() {
  return <GeneralErrorBoundary />;
}
