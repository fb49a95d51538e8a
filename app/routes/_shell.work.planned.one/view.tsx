import { Link } from "@remix-run/react";
import { Card, Facts } from "#app/components/card.tsx";
import { Notice } from "#app/components/notice.tsx";
import { Page } from "#app/components/page.tsx";
import { WatchNotice } from "#app/components/relationship/watch-notice.tsx";
import { StateChip } from "#app/components/state-chip.tsx";
import { Time } from "#app/components/time.tsx";
import { formatDay, formatPeriod } from "#app/format/date.ts";
import { reasonSentence } from "#app/i18n/reason-sentence.ts";
import { useLocale, useT } from "#app/i18n/use-t.ts";
import { Waits } from "../_shell.work.$id/waits.tsx";
import { AskChange, Changes, type Refusal } from "./changes.tsx";
import { Objections } from "./objections.tsx";
import { PlannedWorkCard } from "./work.tsx";
import type { PlannedPageData } from "./read.server.ts";

/** One planned delivery: what is promised, what came of it, and how both sides changed it. */
export function PlannedDelivery({ data, refusal }: { readonly data: PlannedPageData; readonly refusal: Refusal | null }) {
  const t = useT("work");
  const planned = useT("planned");
  const common = useT("common");
  const reasons = useT("reasons");
  const locale = useLocale();
  const { zone } = data;
  return (
    <Page
      title={data.name}
      crumbs={[{ label: t("title"), to: "/work" }, { label: planned("title"), to: "/work/planned" }]}
      aside={<StateChip state={data.outcome} />}
      width="reading"
      sentence={t("planned.sentence", { provider: data.provider, client: data.client, date: formatDay(data.date, locale) })}
    >
      <Card title={t("occurrence")}>
        <div className="flex flex-col gap-4">
          <Facts
            rows={[
              { name: t("promised"), value: <Time at={data.dueAt} zone={zone} /> },
              {
                name: t("planned.window"),
                value: (
                  <>
                    <Time at={data.windowFrom} zone={zone} /> – <Time at={data.windowTo} zone={zone} />
                  </>
                ),
              },
              ...(data.change ? [{ name: planned("change"), value: planned(`change.${data.change}`) }] : []),
              {
                name: t("planned.delivery"),
                value: data.task ? (
                  <Link to={`/work/${data.task.id}`} className="text-accent hover:underline">
                    {data.task.title}
                  </Link>
                ) : (
                  "–"
                ),
              },
              ...(data.period ? [{ name: t("countedIn"), value: formatPeriod(data.period, locale) }] : []),
              {
                name: common("agreement"),
                value: (
                  <Link to={`/agreements/${data.agreementId}`} className="text-accent hover:underline">
                    {t("agreementVersion", { code: data.agreementCode, number: data.versionNumber })}
                  </Link>
                ),
              },
            ]}
          />
          <ol className="flex flex-col gap-0.5">
            {data.reasons.map((reason, index) => (
              <li key={index} className="flex gap-2">
                <span className="figures w-5 shrink-0 text-right text-faint">{index + 1}.</span>
                <span className="min-w-0 text-pretty">{reasonSentence(reason, reasons, { locale, zone, now: data.now })}</span>
              </li>
            ))}
          </ol>
          {data.excuse ? (
            <Notice>
              {t("excuse", { reason: t(`excuse.${data.excuse.reason}`) })}
              {data.excuse.note ? ` – ${data.excuse.note}` : ""}
              {data.excuse.to ? (
                <>
                  {" · "}
                  <Link to={data.excuse.to} className="door">
                    {t("excuse.evidence")}
                  </Link>
                </>
              ) : null}
            </Notice>
          ) : null}
        </div>
      </Card>
      {data.watched ? <WatchNotice watch={data.watched} maySay={data.maySay} clock={{ now: data.now, zone }} /> : null}
      <Waits data={data.waits} editTo={null} dueAt={data.dueAt} zone={zone} now={data.now} />
      <PlannedWorkCard data={data} refusal={refusal} />
      <Objections data={data} refusal={refusal} />
      <Changes data={data} refusal={refusal} />
      {data.mayAsk ? <AskChange data={data} refusal={refusal} /> : null}
    </Page>
  );
}
