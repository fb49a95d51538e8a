import { json, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { Form, Link, useLoaderData } from "@remix-run/react";
import { Button } from "#app/components/button.tsx";
import { Card } from "#app/components/card.tsx";
import { GeneralErrorBoundary } from "#app/components/error-boundary.tsx";
import { INPUT_LOOK } from "#app/components/field.tsx";
import { Page } from "#app/components/page.tsx";
import { pageTitle } from "#app/components/page-title.ts";
import { rankMatch } from "#app/domain/search/rank-match.ts";
import { translateIn } from "#app/i18n/translate.server.ts";
import { namedFavourites } from "#app/operations/portal-pages.server.ts";
import { searchThings } from "#app/operations/search-things.server.ts";
import { requireViewer } from "#app/web/guard.server.ts";
import { readPageFacts } from "#app/web/page-facts.server.ts";
import { loadFavourites } from "#db/queries/favourites.server.ts";
import { readPreferences } from "#app/web/preferences.server.ts";
import { answerOf, preferenceActs, startOf } from "#app/web/search-answer.server.ts";

const LONGEST = 100;
const EACH = 5;

/** What this person may open and the words find; the palette asks here too, while one types. */
export async function loader({ request, context }: LoaderFunctionArgs) {
  const viewer = await requireViewer(request, context);
  const { locale, today } = await readPageFacts(request, context);
  const typed = (new URL(request.url).searchParams.get("q") ?? "").trim().slice(0, LONGEST);
  const t = translateIn(locale, "search");
  const words = { title: t("title"), label: t("label"), go: t("go"), acts: t("kind.act") };
  const looks = preferenceActs(readPreferences(request.headers.get("Cookie")).theme, locale);
  const preferences = typed === "" ? looks : looks.filter((look) => rankMatch(typed, { names: [look.label] }) !== null);
  if (typed === "") {
    return json({ ...words, ...startOf(viewer.actor, namedFavourites(await loadFavourites(context.store, viewer.actor.personId), locale), locale), preferences, recent: t("kind.recent") });
  }
  return json({ ...words, preferences, ...answerOf(typed, await searchThings(context.store, { actor: viewer.actor, text: typed, locale, today, most: EACH }), locale) });
}

export default function Search() {
  const { title, label, go, typed, sentence, groups } = useLoaderData<typeof loader>();
  return (
    <Page title={title} sentence={sentence} width="reading">
      <Form method="get" role="search" className="flex gap-2">
        <input key={typed} type="search" name="q" defaultValue={typed} maxLength={LONGEST} aria-label={label} placeholder={label} autoFocus={typed === ""} className={`${INPUT_LOOK} h-10 min-w-0 grow px-3`} />
        <Button tone="primary">{go}</Button>
      </Form>
      {groups.map((group) => (
        <Card key={group.kind} title={group.label} flush aside={group.all ? <Link to={group.all.to} className="font-medium text-accent hover:underline">{group.all.label} →</Link> : undefined}>
          <ul className="divide-y divide-line">
            {group.things.map((thing) => (
              <li key={thing.to}>
                <Link to={thing.to} data-row-link className="flex flex-wrap items-baseline gap-x-3 px-4 py-2 hover:bg-hover focus-visible:outline-2 focus-visible:outline-accent">
                  <span className="min-w-0 font-medium break-words">{thing.label}</span>
                  <span className="min-w-0 text-sm break-words text-muted">{thing.detail}</span>
                </Link>
              </li>
            ))}
          </ul>
        </Card>
      ))}
    </Page>
  );
}

export const meta: MetaFunction<typeof loader> = ({ data }) => pageTitle(data?.title);

export function ErrorBoundary() {
  return <GeneralErrorBoundary />;
}
