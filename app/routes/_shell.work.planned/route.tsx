import { json, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { Card, Facts } from "#app/components/card.tsx";
import { GeneralErrorBoundary } from "#app/components/error-boundary.tsx";
import { Page } from "#app/components/page.tsx";
import { pageTitle } from "#app/components/page-title.ts";
import { StateChip } from "#app/components/state-chip.tsx";
import { Time } from "#app/components/time.tsx";
import { nameIn } from "#app/domain/names.ts";
import { formatDay, formatPeriod } from "#app/format/date.ts";
import { reasonSentence } from "#app/i18n/reason-sentence.ts";
import { useLocale, useT } from "#app/i18n/use-t.ts";
import { explainOccurrence } from "#app/operations/evaluate-schedules.server.ts";
import { openPass } from "#app/operations/evaluate-tasks.server.ts";
import { allow, fault, requireActor } from "#app/web/guard.server.ts";
import { localeFor } from "#app/web/locale.server.ts";
import { findTask } from "#db/queries/task-page.server.ts";
import { loadExcuses } from "#db/queries/verdicts.server.ts";

/** One planned delivery of a recurring promise, also when nothing was ever handed over. */
export async function loader({ request, context }: LoaderFunctionArgs) {
  const viewer = await requireActor(request, context, "task.read");
  const { store } = context;
  const params = new URL(request.url).searchParams;
  const ctx = { store, now: context.now(), actor: { kind: "account", id: viewer.actor.accountId } } as const;
  const [locale, pass] = await Promise.all([localeFor(request, context), openPass(ctx)]);
  const key = params.get("obligation") ?? "";
  const found = await explainOccurrence(ctx, pass, key, params.get("date") ?? "");
  allow(viewer, "task.read", found && { partyIds: [found.agreement.providerId, found.recipientId] });
  if (!found) throw fault(404, "not_found");
  const { result, agreement, version, obligation } = found;
  const [task, excuses] = await Promise.all([result.matchedDeliveryId ? findTask(store, result.matchedDeliveryId) : null, loadExcuses(store, [`o:${result.occurrence.date}`])]);
  const nameOf = (id: string) => nameIn(pass.book.departments.get(id)?.name ?? {}, locale) || "–";
  const { verdict } = result;
  return json({
    name: nameIn(obligation.name, locale),
    provider: nameOf(agreement.providerId),
    client: nameOf(found.recipientId),
    date: result.occurrence.date,
    outcome: excuses.some((row) => row.obligationKey === key) ? ("excused" as const) : verdict.outcome,
    dueAt: verdict.dueAt,
    windowFrom: result.occurrence.windowFrom,
    windowTo: result.occurrence.windowTo,
    period: verdict.fallsDueAt === null ? "" : pass.periods.periodOf(verdict.fallsDueAt),
    reasons: [...verdict.reasons],
    agreementId: agreement.id,
    agreementCode: agreement.code,
    versionNumber: version.number,
    task: task && { id: task.id, title: task.title || task.externalId },
    zone: viewer.timeZone,
    now: ctx.now,
  });
}

export default function Planned() {
  const data = useLoaderData<typeof loader>();
  const t = useT("work");
  const common = useT("common");
  const reasons = useT("reasons");
  const locale = useLocale();
  const { zone } = data;
  return (
    <Page
      title={data.name}
      crumbs={[{ label: t("title"), to: "/work" }]}
      aside={<StateChip state={data.outcome} />}
      width="reading"
      sentence={t("planned.sentence", { provider: data.provider, client: data.client, date: formatDay(data.date, locale) })}
    >
      <Card title={t("occurrence")}>
        <div className="flex flex-col gap-4">
          <Facts
            rows={[
              ...(data.dueAt === null ? [] : [{ name: t("promised"), value: <Time at={data.dueAt} zone={zone} /> }]),
              {
                name: t("planned.window"),
                value: (
                  <>
                    <Time at={data.windowFrom} zone={zone} /> – <Time at={data.windowTo} zone={zone} />
                  </>
                ),
              },
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
        </div>
      </Card>
    </Page>
  );
}

export const meta: MetaFunction<typeof loader> = ({ data }) => pageTitle(data?.name);

export function ErrorBoundary() {
  return <GeneralErrorBoundary />;
}
