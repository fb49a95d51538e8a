import { json, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { Gauge } from "lucide-react";
import { EmptyState } from "#app/components/empty-state.tsx";
import { GeneralErrorBoundary } from "#app/components/error-boundary.tsx";
import { Page } from "#app/components/page.tsx";
import { pageTitle } from "#app/components/page-title.ts";
import { PeriodSwitcher } from "#app/components/period-switcher.tsx";
import { ScoreState } from "#app/components/score/score-state.tsx";
import { can } from "#app/domain/access/can.ts";
import { nameIn } from "#app/domain/names.ts";
import { formatPeriod } from "#app/format/date.ts";
import { useLocale, useT } from "#app/i18n/use-t.ts";
import { readPeriodFrame } from "#app/operations/read-scorecards.server.ts";
import { allow, requireActor } from "#app/web/guard.server.ts";
import { localeFor } from "#app/web/locale.server.ts";
import { loadDepartments } from "#db/queries/directory.server.ts";
import { readScorecardDetail } from "./detail.server.ts";
import { Aside } from "./aside.tsx";
import { readAside } from "./aside.server.ts";
import { ScorecardSentence, ScorecardView } from "./view.tsx";

export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const viewer = await requireActor(request, context, "scorecard.read");
  const department = (await loadDepartments(context.store, "all")).find((row) => row.id === params.departmentId);
  allow(viewer, "scorecard.read", department ? { departmentIds: [department.id] } : null);
  const locale = await localeFor(request, context);
  const search = new URL(request.url).searchParams;
  const now = context.now();
  const frame = await readPeriodFrame(context.store, search.get("period"), now);
  const which = search.get("result") === "pay" ? "pay" : "shown";
  const name = nameIn(department!.name, locale);
  return json({
    title: frame ? `${name}, ${formatPeriod(frame.period, locale)}` : name,
    name,
    departmentId: department!.id,
    isTeam: department!.isTeam,
    zone: viewer.timeZone,
    frame: frame && { period: frame.period, periods: frame.periods, isFinal: frame.isFinal },
    mayAnswers: can(viewer.actor, "answer.read", { departmentIds: [department!.isTeam ? (department!.parentId ?? department!.id) : department!.id] }),
    detail: frame && (await readScorecardDetail(context.store, department!, frame, which, now, (departmentId) => can(viewer.actor, "scorecard.read", { departmentIds: [departmentId] }))),
    aside: frame && (await readAside(context.store, viewer, department!.id, frame, locale, now)),
  });
}

export default function ScorecardPage() {
  const { name, departmentId, isTeam, mayAnswers, frame, detail, aside, zone } = useLoaderData<typeof loader>();
  const t = useT("scorecards");
  const closing = useT("closing");
  const locale = useLocale();
  const file = frame && detail ? (extension: "pdf" | "xlsx") => `/scorecards/${departmentId}/card.${extension}?period=${frame.period}&result=${detail.which}` : null;
  return (
    <Page
      title={frame ? `${name} · ${formatPeriod(frame.period, locale)}` : name}
      crumbs={[{ label: t("title"), to: frame ? `/scorecards?period=${frame.period}` : "/scorecards" }]}
      sentence={detail ? <ScorecardSentence department={name} result={detail.result} /> : null}
      aside={
        frame ? (
          <>
            {file
              ? (["pdf", "xlsx"] as const).map((extension) => (
                  <a key={extension} href={file(extension)} className="no-print text-sm text-accent hover:underline">
                    {closing(`doc.${extension}`)}
                  </a>
                ))
              : null}
            <PeriodSwitcher periods={frame.periods} current={frame.period} />
          </>
        ) : null
      }
    >
      {frame && detail ? (
        <>
          <ScoreState isFinal={frame.isFinal} asOf={detail.asOf} zone={zone} />
          {isTeam ? (
            <p className="text-sm text-muted">
              <Link to={`/scorecards/${detail.provider.id}?period=${frame.period}`} className="door">
                {closing("team.part", { department: nameIn(detail.provider.name, locale) })}
              </Link>
            </p>
          ) : null}
          <ScorecardView detail={detail} departmentId={departmentId} period={frame.period} mayAnswers={mayAnswers} beside={aside ? <Aside aside={aside} period={frame.period} zone={zone} /> : null} />
        </>
      ) : (
        <EmptyState icon={<Gauge aria-hidden size={20} />} title={t("empty.title")}>
          {t("empty.text")}
        </EmptyState>
      )}
    </Page>
  );
}

export const meta: MetaFunction<typeof loader> = ({ data }) => pageTitle(data?.title);

export function ErrorBoundary() {
  return <GeneralErrorBoundary />;
}
