import { Form } from "@remix-run/react";
import { Button } from "#app/components/button.tsx";
import { Card } from "#app/components/card.tsx";
import { DataTable } from "#app/components/data-table.tsx";
import { Notice } from "#app/components/notice.tsx";
import { Progress } from "#app/components/progress.tsx";
import { formatRun } from "#app/format/duration.ts";
import { formatCount } from "#app/format/number.ts";
import { formatPercentBp } from "#app/format/percent.ts";
import { useLocale, useT } from "#app/i18n/use-t.ts";
import type { RunState } from "./run-filters.ts";

/** What is told of a run that takes long. */
export interface WatchedRun {
  readonly job: string;
  readonly slot: number;
  readonly state: RunState;
  readonly startedAt: number;
  readonly counts: Readonly<Record<string, number>> | null;
  readonly progress: { readonly done: number; readonly total: number } | null;
  readonly stopAskedAt: number | null;
  readonly defects: readonly { readonly what: "verdict" | "tally"; readonly where: string; readonly before: string; readonly after: string }[] | null;
}

/** A run that says how far it is: while it runs or stands still, with its stop and go; and what it found wrong. Nothing for all other runs. */
export function LongRun({ run, name, maySteer, now }: { readonly run: WatchedRun; readonly name: string; readonly maySteer: boolean; readonly now: number }) {
  const t = useT("settings");
  const locale = useLocale();
  const isOpen = run.progress !== null && (run.state === "running" || run.state === "stopped");
  const defects = run.defects ?? [];
  const found = run.counts?.["defects"] ?? defects.length;
  return (
    <>
      {isOpen ? (
        <Card title={t(run.state === "stopped" ? "long.stopped" : run.stopAskedAt === null ? "long.running" : "long.stopping", { job: name })}>
          <div className="flex flex-wrap items-center gap-4">
            <div className="flex min-w-48 grow flex-col gap-1.5">
              <Progress shareBp={shareOf(run.progress!)} label={name} />
              <p className="figures text-sm text-muted">{sentence(run, run.progress!, now)}</p>
            </div>
            {maySteer && run.stopAskedAt === null ? (
              <Form method="post" preventScrollReset>
                <input type="hidden" name="slot" value={run.slot} />
                <Button name="step" value={run.state === "running" ? "stop" : "resume"}>
                  {t(run.state === "running" ? "long.stop" : "long.resume")}
                </Button>
              </Form>
            ) : null}
          </div>
        </Card>
      ) : null}
      {found > 0 ? (
        <Card title={t("defects", { job: name })} flush>
          <div className="px-4 pt-1 pb-3">
            <Notice tone="error">
              {t("defects.explain", { count: found })} {found > defects.length ? t("defects.shown", { count: defects.length }) : ""}
            </Notice>
          </div>
          <DataTable
            label={t("defects", { job: name })}
            rows={defects.map((one, i) => ({ ...one, i }))}
            rowKey={(row) => String(row.i)}
            columns={[
              { id: "what", header: t("defects.what"), cell: (row) => t(`defects.what.${row.what}`) },
              { id: "where", header: t("defects.where"), cell: (row) => <code className="font-mono text-sm break-all">{row.where}</code> },
              { id: "before", header: t("defects.before"), cell: (row) => <code className="font-mono text-sm">{row.before}</code> },
              { id: "after", header: t("defects.after"), cell: (row) => <code className="font-mono text-sm">{row.after}</code> },
            ]}
            empty={null}
          />
        </Card>
      ) : null}
    </>
  );

  function sentence({ state, startedAt }: WatchedRun, { done, total }: NonNullable<WatchedRun["progress"]>, at: number): string {
    const said = t("long.progress", { done: formatCount(done, locale), total: formatCount(total, locale), share: formatPercentBp(shareOf({ done, total }), locale) });
    const left = state === "running" && done > 0 ? ((at - startedAt) / done) * (total - done) : 0;
    return left > 1000 ? `${said} · ${t("long.left", { time: formatRun(left, locale) })}` : said;
  }
}

const shareOf = ({ done, total }: { readonly done: number; readonly total: number }): number => (total === 0 ? 10_000 : Math.min(10_000, Math.floor((done * 10_000) / total)));
