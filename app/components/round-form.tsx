import { CircleCheck } from "lucide-react";
import type { ActionState } from "#app/domain/improvement/provider-answer.ts";
import { formatPeriod } from "#app/format/date.ts";
import { formatInstant } from "#app/format/instant.ts";
import { useLocale, useT } from "#app/i18n/use-t.ts";
import { Button } from "./button.tsx";
import type { ExtraAsked } from "./extra-field.tsx";
import { Notice } from "./notice.tsx";
import { RelationshipRow } from "./relationship-row.tsx";
import { ReviewRow } from "./review-row.tsx";

/** A department that is asked about: of a client review the id of its invitation, of a relationship survey its own. */
export interface RoundRowShown {
  readonly id: string;
  readonly provider: string;
  readonly client: string;
  readonly isAnswered: boolean;
  /** The hours in which the answer may be changed are over. */
  readonly isFinal: boolean;
  readonly statisticsOffered: boolean;
  /** The company's own questions; none in a relationship survey. */
  readonly extra: readonly ExtraAsked[];
  /** What the department promised after the last relationship survey, and how far it is. */
  readonly did: readonly { readonly text: string; readonly state: ActionState }[];
}

export interface RoundFormData {
  readonly survey: "client_review" | "relationship";
  readonly quarter: string;
  readonly closesAt: number;
  readonly zone: string;
  readonly isAnswered: boolean;
  readonly done: "sent" | "draft" | null;
  readonly rows: readonly RoundRowShown[];
  /** By field name: what was answered, kept as a draft, or refused. */
  readonly values: Readonly<Record<string, string>>;
}

/** What comes back where something was refused: `form` stands above all rows, the rest at a row by its id. */
export interface RoundFormReply {
  readonly values: Readonly<Record<string, string>>;
  readonly faults: Readonly<Record<string, string>>;
}

/** All departments of a quarterly survey on one screen; plain fields, so that it works without a script. */
export function RoundForm({ data, reply }: { readonly data: RoundFormData; readonly reply: RoundFormReply | null }) {
  const t = useT("rounds");
  const locale = useLocale();
  const { survey, rows } = data;
  const values = reply?.values ?? data.values;
  if (survey === "relationship" && data.isAnswered) return <RelationshipThanks />;
  const left = rows.filter((row) => !row.isAnswered).length;
  const count = Object.keys(reply?.faults ?? {}).filter((key) => key !== "form").length;
  return (
    <form method="post" className="flex flex-col gap-4">
      <Notice>
        <span className="block">{t(`${survey}.seen`)}</span>
        <span className="mt-1 block text-muted">{t("until", { when: formatInstant(data.closesAt, data.zone, locale) })}</span>
      </Notice>
      {data.done && !reply ? <Notice tone="done">{data.done === "draft" ? t("kept") : left === 0 ? t("review.sentAll") : t("review.sent", { left: t("left", { count: left }) })}</Notice> : null}
      {reply?.faults["form"] ? <Notice tone="error">{reply.faults["form"]}</Notice> : null}
      {count > 0 ? <Notice tone="error">{t("someRefused", { count })}</Notice> : null}
      <ul className="flex flex-col gap-3">
        {rows.map((row) => (
          <li key={row.id}>
            {survey === "relationship" ? (
              <RelationshipRow row={row} values={values} fault={reply?.faults[row.id]} />
            ) : (
              <ReviewRow row={row} values={values} fault={reply?.faults[row.id]} />
            )}
          </li>
        ))}
      </ul>
      <div className="flex flex-wrap items-center gap-3 border-t border-line pt-4">
        <Button tone="primary" name="intent" value="send" className="max-sm:grow">
          {t("send")}
        </Button>
        {survey === "client_review" ? (
          <Button name="intent" value="draft">
            {t("keep")}
          </Button>
        ) : (
          <span className="text-sm text-pretty text-muted">{t("relationship.final")}</span>
        )}
      </div>
    </form>
  );
}

function RelationshipThanks() {
  const t = useT("rounds");
  return (
    <div className="flex flex-col items-start gap-3">
      <span className="grid size-10 place-items-center rounded-lg bg-met-soft text-met">
        <CircleCheck aria-hidden size={22} />
      </span>
      <p className="text-lg font-semibold">{t("relationship.thanks")}</p>
      <p className="text-pretty">{t("relationship.next")}</p>
    </div>
  );
}

/** The heading of the page and the sentence below it. */
export function useRoundWords({ survey, quarter, rows }: Pick<RoundFormData, "survey" | "quarter" | "rows">): { readonly title: string; readonly sentence: string } {
  const t = useT("rounds");
  const locale = useLocale();
  return { title: t(`${survey}.title`), sentence: t(`${survey}.sentence`, { quarter: formatPeriod(quarter, locale), providers: t("providers", { count: rows.length }) }) };
}
