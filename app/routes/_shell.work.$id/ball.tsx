import { Card } from "#app/components/card.tsx";
import { InfoTip } from "#app/components/info-tip.tsx";
import { formatWorkingTime } from "#app/format/duration.ts";
import { useLocale, useT } from "#app/i18n/use-t.ts";
import type { TaskPageData } from "./task-page.server.ts";

/** Whose turn it was for how much of the working time: three parts of one bar, each with its words and pattern. */
export function Ball({ data }: { readonly data: Pick<TaskPageData, "ball" | "provider" | "clients"> }) {
  const t = useT("work");
  const locale = useLocale();
  if (!data.ball) return null;
  const { providerMs, clientMs, otherMs } = data.ball;
  const total = providerMs + clientMs + otherMs;
  const parts = [
    { key: "provider", name: data.provider, ms: providerMs, look: "bg-accent" },
    { key: "client", name: data.clients, ms: clientMs, look: "bg-pause" },
    { key: "other", name: t("ball.other"), ms: otherMs, look: "hatched bg-sunken text-muted border-l border-line-strong" },
  ].filter((part) => part.ms > 0 || part.key === "provider");
  return (
    <Card
      title={
        <span className="inline-flex items-center gap-1">
          {t("ball")} <InfoTip text={t("ball.explain")} />
        </span>
      }
    >
      <div className="flex flex-col gap-2">
        <div aria-hidden className="flex h-2.5 overflow-hidden rounded-full bg-sunken">
          {total === 0 ? null : parts.map((part) => <span key={part.key} className={part.look} style={{ width: `${(100 * part.ms) / total}%` }} />)}
        </div>
        <ul className="figures flex flex-col gap-1 text-sm">
          {parts.map((part) => (
            <li key={part.key} className="flex items-baseline gap-2">
              <span aria-hidden className={`size-2.5 shrink-0 self-center rounded-xs ${part.look}`} />
              <span className="grow">{part.name}</span>
              <span className="whitespace-nowrap">{formatWorkingTime(part.ms, locale)}</span>
            </li>
          ))}
        </ul>
      </div>
    </Card>
  );
}
