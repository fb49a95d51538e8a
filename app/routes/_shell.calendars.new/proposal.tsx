import { Button } from "#app/components/button.tsx";
import { Card } from "#app/components/card.tsx";
import { Notice } from "#app/components/notice.tsx";
import { formatDayShort, formatWeekday } from "#app/format/date.ts";
import { useLocale, useT } from "#app/i18n/use-t.ts";
import { carry, type CarriedChange } from "./form.ts";

const TONES = { added: "text-met", changed: "text-risk", removed: "text-breach" } as const;

/** Days that a source proposes: each is ticked or not, and nothing changes before a person takes them. */
export function Proposal({ changes, skipped, busy }: { readonly changes: readonly CarriedChange[]; readonly skipped: number; readonly busy: boolean }) {
  const t = useT("calendars");
  const locale = useLocale();
  const count = (kind: CarriedChange["kind"]) => changes.filter((change) => change.kind === kind).length;
  const hours = (text: string | null) => (text === null ? t("proposal.usual") : text === "" ? t("closed") : text);
  if (changes.length === 0) return <Notice tone="info">{t("proposal.nothing")} {skipped > 0 ? t("proposal.skipped", { count: skipped }) : ""}</Notice>;
  return (
    <Card title={t("proposal")} id="proposal" aside={t("proposal.counts", { added: count("added"), changed: count("changed"), removed: count("removed") })}>
      <p className="mb-3 max-w-2xl text-sm text-pretty text-muted">
        {t("proposal.hint")} {skipped > 0 ? t("proposal.skipped", { count: skipped }) : ""}
      </p>
      <ol className="max-h-[28rem] divide-y divide-line overflow-y-auto border-y border-line">
        {changes.map((change, i) => (
          <li key={change.date}>
            <label className="grid cursor-pointer grid-cols-[1.25rem_minmax(0,1fr)] gap-x-3 py-1.5 hover:bg-hover sm:grid-cols-[1.25rem_11rem_6rem_minmax(0,1fr)_minmax(0,1fr)]">
              <input type="checkbox" name={`take.${i}`} defaultChecked={change.kind !== "removed"} className="mt-1 size-4 accent-fill" />
              <input type="hidden" name={`change.${i}`} value={carry(change)} />
              <span className="figures">
                {formatDayShort(change.date, locale)} <span className="text-muted">{formatWeekday(change.date, locale).split(" ")[0]}</span>
              </span>
              <span className={`max-sm:col-start-2 ${TONES[change.kind]}`}>{t(`proposal.${change.kind}`)}</span>
              <span className="max-sm:col-start-2">
                {change.before === null ? null : <span className="text-faint line-through">{hours(change.before)}</span>} {hours(change.after)}
              </span>
              <span className="text-muted max-sm:col-start-2">{(locale === "ru" ? change.nameRu || change.nameEn : change.nameEn || change.nameRu) || null}</span>
            </label>
          </li>
        ))}
      </ol>
      <div className="mt-4 flex flex-wrap gap-2">
        <Button tone="primary" name="intent" value="take" disabled={busy}>
          {t("proposal.take")}
        </Button>
        <Button name="intent" value="edit" disabled={busy}>
          {t("proposal.leave")}
        </Button>
      </div>
    </Card>
  );
}
