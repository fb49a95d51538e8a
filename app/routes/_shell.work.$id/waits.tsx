import { Link } from "@remix-run/react";
import { LinkButton } from "#app/components/button.tsx";
import { Card } from "#app/components/card.tsx";
import { InfoTip } from "#app/components/info-tip.tsx";
import { isShownState, StateChip } from "#app/components/state-chip.tsx";
import { formatInstantNear } from "#app/format/instant.ts";
import { useLocale, useT } from "#app/i18n/use-t.ts";
import type { ChainLine, TaskWaits } from "#app/web/wait-rows.server.ts";

interface WaitsProps {
  readonly data: TaskWaits;
  /** Where the waits are edited; null where the viewer may not. */
  readonly editTo: string | null;
  readonly dueAt: number | null;
  readonly zone: string;
  readonly now: number;
}

/** What a task waits for, over all steps, with the first cause of a delay; and who waits for it. */
export function Waits({ data, editTo, dueAt, zone, now }: WaitsProps) {
  const t = useT("delays");
  const locale = useLocale();
  const near = (at: number) => formatInstantNear(at, now, zone, locale);
  if (data.waits.length === 0 && data.waiting.length === 0 && editTo === null) return null;
  return (
    <Card
      title={
        <span className="inline-flex items-center gap-1">
          {t(data.waits.length === 0 && editTo === null ? "waits.by" : "waits")} <InfoTip text={t("waits.explain")} />
        </span>
      }
    >
      <div className="flex flex-col gap-3">
        {data.waits.length === 0 && editTo !== null ? <p className="text-muted">{t("waits.none")}</p> : null}
        <ul className="flex flex-col gap-3">
          {data.waits.map((wait) => (
            <li key={wait.number} className="flex flex-col gap-0.5">
              <Line line={wait} />
              <p className="text-pretty">{wait.note}</p>
              <p className="text-sm text-muted">{wait.warnedAt === null ? t("waits.toldNobody") : t(dueAt !== null && wait.warnedAt >= dueAt ? "waits.toldLate" : "waits.told", { when: near(wait.warnedAt) })}</p>
            </li>
          ))}
        </ul>
        {data.behind.length > 0 ? (
          <ul className="flex flex-col gap-1">
            {data.behind.map((line) => (
              <li key={line.ref} style={{ paddingInlineStart: `${Math.min(line.depth - 1, 6) * 0.75}rem` }}>
                <Line line={line} />
              </li>
            ))}
          </ul>
        ) : null}
        {data.first ? <p className="font-medium text-pretty">{t("waits.firstCause", { what: `${data.first.name ?? t("waits.hidden")} (${data.first.provider})`, when: near(data.first.dueAt) })}</p> : null}
        {data.waiting.length > 0 ? (
          <>
            {data.waits.length === 0 && editTo === null ? null : <p className="font-medium">{t("waits.by")}</p>}
            <ul className="flex flex-col gap-1">
              {data.waiting.map((line) => (
                <li key={line.ref}>
                  <Line line={line} />
                </li>
              ))}
            </ul>
          </>
        ) : null}
        {editTo === null ? null : (
          <div>
            <LinkButton to={editTo} size="small">
              {t("waits.add")}
            </LinkButton>
          </div>
        )}
      </div>
    </Card>
  );
}

function Line({ line }: { readonly line: ChainLine }) {
  const t = useT("delays");
  const name = line.name ?? t("waits.hidden");
  return (
    <p className="flex flex-wrap items-center gap-x-2 gap-y-0.5">
      {line.depth > 1 ? <span aria-hidden className="text-faint">↳</span> : null}
      {line.to === null ? <span>{name}</span> : <Link to={line.to} className="door">{name}</Link>}
      <span className="text-sm text-muted">{line.provider}</span>
      {line.outcome !== null && isShownState(line.outcome) ? <StateChip state={line.outcome} size="small" /> : null}
    </p>
  );
}
