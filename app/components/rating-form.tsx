import { Angry, Frown, Laugh, Meh, Smile } from "lucide-react";
import { type ReactNode, useId } from "react";
import { formatWorkingTime } from "#app/format/duration.ts";
import { formatInstant } from "#app/format/instant.ts";
import type { Key } from "#app/i18n/catalogue.ts";
import { useLocale, useT } from "#app/i18n/use-t.ts";
import { Button } from "./button.tsx";
import { classNames } from "./class-names.ts";
import { CHIP, ExtraField } from "./extra-field.tsx";
import type { ExtraAsked } from "./extra-field.tsx";
import { INPUT_LOOK } from "./field.tsx";
import { Notice } from "./notice.tsx";

/** What is rated, and what stood in the answer that is being changed or was refused. */
export interface RatingQuestion {
  readonly invitationId: string;
  readonly what: string;
  readonly provider: string;
  readonly client: string;
  readonly deliveredAt: number | null;
  readonly dueAt: number | null;
  readonly lateByMs: number | null;
  /** Whether "count only in the statistics" may be offered. */
  readonly statisticsOffered: boolean;
  readonly expiresAt: number;
  readonly zone: string;
  /** The company's own questions, in the reader's language. */
  readonly extra: readonly ExtraAsked[];
  /** Whom a 5 may thank: a person's name, else the department's; null where there is nobody to tell. */
  readonly thank: string | null;
  /** The colleague who handed the question over. */
  readonly handedBy: string | null;
  readonly values: RatingValues;
}

export interface RatingValues {
  readonly csat: number | null;
  readonly effort: number | null;
  readonly reasons: readonly string[];
  readonly comment: string;
  readonly statisticsOnly: boolean;
  /** By the place of the question; empty = not answered. */
  readonly extra: readonly string[];
  readonly thanks: boolean;
}

export const NO_VALUES: RatingValues = { csat: null, effort: null, reasons: [], comment: "", statisticsOnly: false, extra: [], thanks: false };

/** The five faces, from 1 to 5. */
export const FACES = [Angry, Frown, Meh, Smile, Laugh] as const;
/** How each face looks once chosen. */
export const TINTS = [
  "has-checked:bg-breach-soft has-checked:text-breach has-checked:border-breach",
  "has-checked:bg-risk-soft has-checked:text-risk has-checked:border-risk",
  "has-checked:bg-unknown-soft has-checked:text-ink has-checked:border-unknown",
  "has-checked:bg-run-soft has-checked:text-run has-checked:border-run",
  "has-checked:bg-met-soft has-checked:text-met has-checked:border-met",
] as const;
const REASONS = ["timeliness", "quality", "completeness", "format", "attitude"] as const;
const LONGEST = 4000;

/** What was delivered, when, and when it was promised. */
export function RatingFacts({ question }: { readonly question: RatingQuestion }) {
  const t = useT("ratings");
  const locale = useLocale();
  const { zone, lateByMs } = question;
  const how =
    lateByMs === null
      ? null
      : Math.abs(lateByMs) < 60_000
        ? t("rate.how.onTime")
        : t(lateByMs > 0 ? "rate.how.late" : "rate.how.early", { time: formatWorkingTime(lateByMs, locale) });
  return (
    <dl className="flex flex-wrap gap-x-6 gap-y-1 text-sm">
      <div className="flex gap-1.5">
        <dt className="shrink-0 text-muted">{t("rate.deliveredAt")}</dt>
        <dd className="figures">{question.deliveredAt === null ? "–" : formatInstant(question.deliveredAt, zone, locale)}</dd>
      </div>
      <div className="flex gap-1.5">
        <dt className="shrink-0 text-muted">{t("rate.promisedAt")}</dt>
        <dd className="figures">
          {question.dueAt === null ? t("rate.promised.none") : formatInstant(question.dueAt, zone, locale)}
          {how ? <span className={classNames("ml-1.5", lateByMs !== null && lateByMs >= 60_000 ? "text-breach" : "text-met")}>({how})</span> : null}
        </dd>
      </div>
    </dl>
  );
}

/** The fields of an answer: plain radios and boxes, so that it works without a script. The caller puts them into its form. */
export function RatingFields({ question, changed, error, busy = false }: { readonly question: RatingQuestion; readonly changed: boolean; readonly error?: ReactNode; readonly busy?: boolean }) {
  const t = useT("ratings");
  const common = useT("common");
  const id = useId();
  const { values } = question;
  return (
    <div className="flex flex-col gap-5">
      {error ? <Notice tone="error">{error}</Notice> : null}
      <fieldset className="min-w-0">
        <legend className="mb-2 font-medium">{t("rate.score")}</legend>
        <div className="grid grid-cols-5 gap-1 sm:gap-2">
          {FACES.map((Face, index) => {
            const score = index + 1;
            return (
              <label
                key={score}
                className={classNames(
                  "flex min-w-0 flex-col items-center gap-1 rounded-lg border border-line-strong py-3 sm:px-0.5 text-center text-muted hover:bg-hover has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-accent",
                  TINTS[index]
                )}
              >
                <input type="radio" name="csat" value={score} required defaultChecked={values.csat === score} className="sr-only" />
                <Face aria-hidden size={30} strokeWidth={1.6} />
                <span className="max-w-full text-[0.65625rem] leading-tight font-medium tracking-tight text-balance sm:text-xs sm:tracking-normal">
                  <span className="sr-only">{score} – </span>
                  {t(`score.${score}` as Key<"ratings">)}
                </span>
              </label>
            );
          })}
        </div>
      </fieldset>
      <fieldset className="for-low-scores min-w-0">
        <legend className="font-medium">{t("rate.reasons")}</legend>
        <p className="mb-1.5 text-sm text-muted">{t("rate.reasons.hint")}</p>
        <div className="flex flex-wrap gap-2">
          {REASONS.map((reason) => (
            <label key={reason} className={CHIP}>
              <input type="checkbox" name="reasons" value={reason} defaultChecked={values.reasons.includes(reason)} className="sr-only" />
              {t(`reason.${reason}`)}
            </label>
          ))}
        </div>
      </fieldset>
      <div className="after-score flex flex-col gap-1">
        <label htmlFor={`${id}-comment`} className="font-medium">
          {t("rate.comment")} <span className="text-sm font-normal text-faint">{common("optional")}</span>
        </label>
        <textarea id={`${id}-comment`} name="comment" rows={3} maxLength={LONGEST} defaultValue={values.comment} className={`${INPUT_LOOK} w-full px-3 py-2`} />
      </div>
      <fieldset className="after-score min-w-0">
        <legend className="font-medium">
          {t("rate.effort")} <span className="text-sm font-normal text-faint">{common("optional")}</span>
        </legend>
        <p className="mb-1.5 text-sm text-muted">{t("rate.effort.hint")}</p>
        <div className="flex flex-wrap gap-2">
          {[1, 2, 3, 4, 5].map((effort) => (
            <label key={effort} className={CHIP}>
              <input type="radio" name="effort" value={effort} defaultChecked={values.effort === effort} className="sr-only" />
              {t(`effort.${effort}` as Key<"ratings">)}
            </label>
          ))}
        </div>
      </fieldset>
      {question.extra.map((one, index) => (
        <ExtraField key={index} name={`extra${index}`} question={one} value={values.extra[index] ?? ""} />
      ))}
      {question.thank === null ? null : (
        <label className="for-top-score flex items-start gap-2.5">
          <input type="checkbox" name="thanks" defaultChecked={values.thanks} className="mt-[3px] size-4 shrink-0 accent-fill" />
          <span>
            {t("rate.thank", { name: question.thank })}
            <span className="block text-sm text-pretty text-muted">{t("rate.thank.hint")}</span>
          </span>
        </label>
      )}
      <div className="flex flex-col gap-2 border-t border-line pt-4 text-sm">
        <p className="text-pretty text-muted">{t("rate.named", { provider: question.provider })}</p>
        {question.statisticsOffered ? (
          <label className="for-low-scores flex items-start gap-2.5 text-base">
            <input type="checkbox" name="statisticsOnly" defaultChecked={values.statisticsOnly} className="mt-[3px] size-4 shrink-0 accent-fill" />
            <span>
              {t("rate.statistics")}
              <span className="block text-sm text-pretty text-muted">{t("rate.statistics.hint")}</span>
            </span>
          </label>
        ) : (
          <p className="for-low-scores text-pretty text-faint">{t("rate.statistics.not", { from: 5 })}</p>
        )}
      </div>
      <div className="flex flex-wrap items-center gap-3">
        <Button tone="primary" disabled={busy} aria-busy={busy} className="max-sm:grow">
          {t(changed ? "rate.change" : "rate.send")}
        </Button>
      </div>
    </div>
  );
}
