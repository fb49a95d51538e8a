import { json, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { List } from "lucide-react";
import { LinkButton } from "#app/components/button.tsx";
import { GeneralErrorBoundary } from "#app/components/error-boundary.tsx";
import { Page } from "#app/components/page.tsx";
import { pageTitle } from "#app/components/page-title.ts";
import { caseActs, isPlanned, OPEN_CASE_STATES } from "#app/domain/improvement/decide-case.ts";
import { DAY_MS } from "#app/domain/time/local-date.ts";
import { translateIn } from "#app/i18n/translate.server.ts";
import { useT } from "#app/i18n/use-t.ts";
import { openFollowUpBook } from "#app/operations/follow-up-book.server.ts";
import { caseSides } from "#app/web/case-access.server.ts";
import { nameCases } from "#app/operations/lists/case-list.server.ts";
import { requireActor } from "#app/web/guard.server.ts";
import { localeFor } from "#app/web/locale.server.ts";
import { scopeFor } from "#app/web/work-scope.server.ts";
import { listCases } from "#db/queries/cases.server.ts";
import { Board, BOARD_MOVES } from "./board.tsx";

/** So many of each kind stand on a board; the list has the rest. */
const MOST_OPEN = 200;
const MOST_CONFIRMED = 20;
const RECENT_MS = 30 * DAY_MS;

export async function loader({ request, context }: LoaderFunctionArgs) {
  const viewer = await requireActor(request, context, "case.read");
  const { store } = context;
  const now = context.now();
  const scope = scopeFor(viewer.actor, "case.read");
  const [locale, book, open, confirmed] = await Promise.all([
    localeFor(request, context),
    openFollowUpBook(store),
    listCases(store, { states: OPEN_CASE_STATES, scope }, { sort: { column: "due", descending: false }, limit: MOST_OPEN, offset: 0 }),
    listCases(store, { states: ["confirmed"], scope }, { sort: { column: "opened", descending: true }, limit: MOST_CONFIRMED, offset: 0 }),
  ]);
  const rows = [...open, ...confirmed.filter((row) => row.confirmedAt !== null && now - row.confirmedAt <= RECENT_MS)];
  const named = await nameCases(store, rows, book, locale, now);
  const movesOf = (row: (typeof rows)[number]) => {
    const acts = caseActs(row.state, caseSides(viewer.actor, row));
    return BOARD_MOVES.filter((act) => acts.includes(act) && (act !== "hand_over" || isPlanned(row)));
  };
  return json({ title: translateIn(locale, "improvement")("board"), cases: named.map((row, index) => ({ ...row, moves: movesOf(rows[index]!) })), zone: viewer.timeZone, now });
}

export default function BoardPage() {
  const data = useLoaderData<typeof loader>();
  const t = useT("improvement");
  return (
    <Page title={data.title} sentence={t("board.sentence")} width="full" crumbs={[{ label: t("title"), to: "/improvement" }]} action={<LinkButton to="/improvement" icon={<List aria-hidden size={16} />}>{t("list")}</LinkButton>}>
      <Board cases={data.cases} zone={data.zone} now={data.now} />
    </Page>
  );
}

export const meta: MetaFunction<typeof loader> = ({ data }) => pageTitle(data?.title);

export function ErrorBoundary() {
  return <GeneralErrorBoundary />;
}
