import { type ActionFunctionArgs, json, type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { useRef } from "react";
import { DoneAbout } from "#app/components/done-about.tsx";
import { GeneralErrorBoundary } from "#app/components/error-boundary.tsx";
import { pageTitle } from "#app/components/page-title.ts";
import { LinkGone, RateFrame } from "#app/components/rate-frame.tsx";
import { NO_VALUES, RatingFacts, RatingFields } from "#app/components/rating-form.tsx";
import { useDraft } from "#app/components/use-draft.ts";
import { Notice } from "#app/components/notice.tsx";
import { formatInstant } from "#app/format/instant.ts";
import type { Key } from "#app/i18n/catalogue.ts";
import { translateIn } from "#app/i18n/translate.server.ts";
import { useLocale, useT } from "#app/i18n/use-t.ts";
import { changeableUntil, recordAnswer } from "#app/operations/record-answer.server.ts";
import { localeFor } from "#app/web/locale.server.ts";
import { readPreferences } from "#app/web/preferences.server.ts";
import { FAULT_STATUS, openKeptLink } from "#app/web/rate-link.server.ts";
import { ratingQuestion, readAnswer, refusalStatus, valuesAfter, valuesOfAnswer } from "#app/web/rating-question.server.ts";
import { loadOrganisation } from "#db/queries/directory.server.ts";
import { findDoneAbout } from "#db/queries/done-about.server.ts";
import { loadSurveyPolicyAt } from "#db/queries/surveys.server.ts";
import { findRateSubject } from "#db/queries/rate-page.server.ts";
import { loadAnswers } from "#db/queries/ratings.server.ts";

export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const locale = await localeFor(request, context);
  const t = translateIn(locale, "ratings");
  const theme = readPreferences(request.headers.get("Cookie")).theme;
  const opened = await openKeptLink(request, context, params.invitationId ?? "");
  if (typeof opened === "string") return json({ title: t("gone.title"), theme, fault: opened, question: null, answered: null, preset: null }, { status: FAULT_STATUS[opened] });
  const { store } = context;
  const ctx = { store, now: context.now(), actor: { kind: "link", id: opened.id } } as const;
  const [subject, answers, organisation] = await Promise.all([findRateSubject(store, opened.id), loadAnswers(store, opened.id), loadOrganisation(store)]);
  if (!subject) return json({ title: t("gone.title"), theme, fault: "forged" as const, question: null, answered: null, preset: null }, { status: FAULT_STATUS.forged });
  const current = answers.find((row) => row.isCurrent);
  const score = Number(new URL(request.url).searchParams.get("score"));
  const preset = [1, 2, 3, 4, 5].includes(score) ? score : null;
  const zone = organisation?.zone ?? "UTC";
  const { questions } = await loadSurveyPolicyAt(store, opened.survey, opened.createdAt);
  return json({
    title: t("rate.title"),
    theme,
    fault: null,
    question: await ratingQuestion(ctx, subject, { locale, zone }, current ? { ...valuesOfAnswer(current, questions), csat: preset ?? current.csat } : { ...NO_VALUES, csat: preset }),
    preset,
    answered: current
      ? {
          at: answers[0]!.answeredAt, csat: current.statisticsOnly ? null : current.csat, until: await changeableUntil(store, opened, answers[0]!.answeredAt), now: ctx.now,
          done: current.statisticsOnly ? null : await findDoneAbout(store, opened.id),
        }
      : null,
  });
}

export async function action({ request, context, params }: ActionFunctionArgs) {
  const opened = await openKeptLink(request, context, params.invitationId ?? "");
  if (typeof opened === "string") return json({ code: null, facts: {}, values: null }, { status: FAULT_STATUS[opened] });
  const { command, code, values } = await readAnswer(context.store, await request.formData(), opened);
  if (!command) return json({ code, facts: {}, values }, { status: 400 });
  const result = await recordAnswer({ store: context.store, now: context.now(), actor: { kind: "link", id: opened.id, address: context.address } }, command);
  if (!result.ok) return json({ code: result.code, facts: result.facts ?? {}, values: valuesAfter(result.code, values) }, { status: refusalStatus(result.code) });
  return redirect(`/rate/thanks/${opened.id}`, 303);
}

export default function Rate() {
  const data = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  const t = useT("ratings");
  const asking = useT("asking");
  const locale = useLocale();
  const place = useRef<HTMLFormElement>(null);
  // The face pressed in the mail is newer than any draft.
  useDraft(place, data.question?.invitationId ?? "", data.preset === null ? [] : ["csat"]);
  if (!data.question) {
    return (
      <RateFrame theme={data.theme}>
        <LinkGone fault={data.fault ?? "forged"} />
      </RateFrame>
    );
  }
  const question = refused?.values ? { ...data.question, values: refused.values } : data.question;
  const { answered } = data;
  const facts = answered && {
    when: formatInstant(answered.at, question.zone, locale), until: formatInstant(answered.until, question.zone, locale),
    score: answered.csat ? t(`score.${answered.csat}` as Key<"ratings">).toLocaleLowerCase(locale) : "–",
  };
  const final = answered !== null && answered.now > answered.until;
  return (
    <RateFrame theme={data.theme}>
      <header className="flex flex-col gap-2">
        <h1 className="text-xl font-semibold tracking-tight">{t("rate.title")}</h1>
        <p className="text-lg text-pretty">{t("rate.delivered", { provider: question.provider, what: question.what, client: question.client })}</p>
        {question.handedBy ? <p className="text-muted">{t("rate.handedBy", { name: question.handedBy })}</p> : null}
        <RatingFacts question={question} />
      </header>
      {facts ? <Notice>{final && answered?.csat === null ? t("rate.finalStatistics", facts) : t(final ? "rate.final" : "rate.answered", facts)}</Notice> : null}
      {answered?.done ? (
        <section className="flex flex-col gap-1">
          <h2 className="font-medium">{asking("given.done")}</h2>
          <DoneAbout done={answered.done} />
        </section>
      ) : null}
      {final ? null : (
        // A plain form: what it sends does not depend on a script.
        <form method="post" ref={place} className="rate-form flex flex-col gap-4">
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
