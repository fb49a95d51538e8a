import { Form, Link, useRevalidator } from "@remix-run/react";
import { CirclePause, Play, RotateCw } from "lucide-react";
import { useEffect } from "react";
import { Button, LinkButton } from "#app/components/button.tsx";
import { Card } from "#app/components/card.tsx";
import { Notice } from "#app/components/notice.tsx";
import { Page } from "#app/components/page.tsx";
import { Progress } from "#app/components/progress.tsx";
import type { TableQuery } from "#app/domain/list/table-query.ts";
import { formatRun } from "#app/format/duration.ts";
import { formatCount } from "#app/format/number.ts";
import type { Key } from "#app/i18n/catalogue.ts";
import { useLocale, useT } from "#app/i18n/use-t.ts";
import { CheckView } from "./check-view.tsx";
import type { ImportData } from "./read-import.server.ts";
import { ResultView } from "./result-view.tsx";
import { Teach } from "./teach.tsx";

export type ImportPageData = ImportData & { readonly title: string; readonly query: TableQuery };

export interface ImportRefusal {
  readonly code: string;
  readonly facts: Readonly<Record<string, string | number>>;
  readonly line?: number;
  readonly column?: string;
  readonly typed?: string;
  /** Of a value that was to be taught. */
  readonly value?: string;
}

const LOOK_AGAIN_MS = 1500;

/** One import from its check to its result. While it works the page looks again by itself; without scripts by its link. */
export function ImportView({ data, refusal }: { readonly data: ImportPageData; readonly refusal: ImportRefusal | null }) {
  const t = useT("intake");
  const work = useT("work");
  const { job } = data;
  const working = job !== null && (job.state === "queued" || job.state === "running");
  useLookAgain(working);
  const why = job?.fault ? t(`refused.${job.fault}` as Key<"intake">, { detail: job.faultDetail ?? "" }) : "";
  const isCheck = data.phase === "check";
  return (
    <Page
      title={data.title}
      crumbs={[
        { label: work("title"), to: "/work" },
        { label: t("title"), to: "/work/import" },
      ]}
      sentence={isCheck && !data.check ? (job?.state === "failed" ? t("check.failed", { why }) : t("check.running")) : <Sentence data={data} />}
      action={isCheck && data.check ? <ImportButton rows={data.check.counts.used} /> : undefined}
    >
      {refusal && refusal.line === undefined && refusal.value === undefined ? <Notice tone="error">{t(`refused.${refusal.code}` as Key<"intake">, refusal.facts)}</Notice> : null}
      {data.resentOf ? (
        <Notice
          action={
            <Link to={`/work/import/${data.resentOf}`} className="door font-medium">
              {t("result.earlier")}
            </Link>
          }
        >
          {t("result.resentOf")}
        </Notice>
      ) : null}
      {job && (working || job.state === "stopped" || job.state === "failed") ? <WorkCard data={data} why={why} /> : null}
      {data.check ? (
        <CheckView check={data.check}>{data.unknown.length > 0 && data.mayFix ? <Teach data={data} refusal={refusal} /> : null}</CheckView>
      ) : null}
      {isCheck && !working ? (
        <div className="flex flex-wrap gap-2">
          {data.resentOf ? null : <LinkButton to={`/work/import/${data.id}/mapping`}>{t("check.back")}</LinkButton>}
        </div>
      ) : null}
      {data.phase === "result" || (data.phase === "work" && data.aside.length > 0) ? <ResultView data={data} refusal={refusal} /> : null}
    </Page>
  );
}

function useLookAgain(working: boolean): void {
  const { revalidate, state } = useRevalidator();
  useEffect(() => {
    if (!working || state !== "idle") return;
    const timer = setTimeout(revalidate, LOOK_AGAIN_MS);
    return () => clearTimeout(timer);
  }, [working, revalidate, state]);
}

function Sentence({ data }: { readonly data: ImportPageData }) {
  const t = useT("intake");
  const locale = useLocale();
  const counts = data.check?.counts ?? data.counts;
  const words = Object.fromEntries(Object.entries(counts).map(([name, value]) => [name, formatCount(value, locale)]));
  if (data.check) return <>{t("check.sentence", words)}</>;
  if (data.phase === "work") return data.job?.state === "queued" || data.job?.state === "running" ? <>{t("run.hint")}</> : null;
  return <>{t(data.counts.fixed > 0 ? "result.sentence.fixed" : "result.sentence", words)}</>;
}

function ImportButton({ rows }: { readonly rows: number }) {
  const t = useT("intake");
  return (
    <Form method="post">
      <Button tone="primary" name="intent" value="import" disabled={rows === 0}>
        {t("check.import", { count: rows })}
      </Button>
    </Form>
  );
}

/** How far it got, how long it still takes, and the way to stop it or go on. */
function WorkCard({ data, why }: { readonly data: ImportPageData; readonly why: string }) {
  const t = useT("intake");
  const locale = useLocale();
  const job = data.job!;
  const count = (value: number) => formatCount(value, locale);
  const working = job.state === "queued" || job.state === "running";
  const share = job.rowsTotal > 0 ? Math.min(10_000, Math.round((10_000 * job.rowsDone) / job.rowsTotal)) : 0;
  const progress = job.rowsTotal > 0 ? t("run.progress", { done: count(job.rowsDone), total: count(job.rowsTotal) }) : t("run.progress.open", { done: count(job.rowsDone) });
  return (
    <Card>
      <div className="flex flex-col gap-3" aria-live="polite">
        {job.kind === "retry" && working ? <p>{t("run.retrying")}</p> : null}
        {job.state === "queued" ? <p>{t("run.queued")}</p> : null}
        {job.state === "stopped" ? <p>{t("run.stopped", { rows: count(job.rowsDone) })}</p> : null}
        {job.state === "failed" && job.kind !== "check" ? <Notice tone="error">{t("run.failed", { why })}</Notice> : null}
        {job.state === "failed" && job.kind === "check" ? null : (
          <>
            <Progress shareBp={share} label={progress} className="h-2" />
            <p className="figures text-sm text-muted">
              {progress}
              {job.leftMs !== null ? ` · ${t("run.left", { time: formatRun(Math.max(1000, job.leftMs), locale) })}` : ""}
              {working && job.stopWanted ? ` · ${t("run.stopping")}` : ""}
            </p>
          </>
        )}
        <Form method="post" className="flex flex-wrap gap-2">
          {working && !job.stopWanted ? (
            <Button name="intent" value="stop" icon={<CirclePause aria-hidden size={15} />}>
              {t("run.stop")}
            </Button>
          ) : null}
          {job.state === "stopped" || job.state === "failed" ? (
            <Button name="intent" value="resume" tone={data.phase === "work" ? "primary" : "plain"} icon={<Play aria-hidden size={15} />}>
              {t("run.resume")}
            </Button>
          ) : null}
          {working ? (
            <LinkButton to={`/work/import/${data.id}`} tone="quiet" reloadDocument icon={<RotateCw aria-hidden size={15} />}>
              {t("run.reload")}
            </LinkButton>
          ) : null}
        </Form>
      </div>
    </Card>
  );
}
