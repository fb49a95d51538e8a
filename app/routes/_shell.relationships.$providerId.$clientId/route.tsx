import { json, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { ArrowLeftRight, Users } from "lucide-react";
import { LinkButton } from "#app/components/button.tsx";
import { GeneralErrorBoundary } from "#app/components/error-boundary.tsx";
import { Page } from "#app/components/page.tsx";
import { pageTitle } from "#app/components/page-title.ts";
import { PrintButton } from "#app/components/print-button.tsx";
import { translateIn } from "#app/i18n/translate.server.ts";
import { useT } from "#app/i18n/use-t.ts";
import { requireActor } from "#app/web/guard.server.ts";
import { pairFor, pairSight } from "#app/web/pair-access.server.ts";
import { readDirections } from "#app/web/pair-direction.server.ts";
import { readPageFacts } from "#app/web/page-facts.server.ts";
import { pairSentence } from "./sentence.server.ts";
import { DirectionAlone, DirectionColumn, isQuiet } from "./direction.tsx";
import { History } from "./history.tsx";

/** "How are we two doing?" Both directions side by side. */
export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const viewer = await requireActor(request, context, "agreement.read");
  const facts = await readPageFacts(request, context);
  const pair = await pairFor(context.store, viewer, params, "agreement.read", facts.locale);
  const directions = await readDirections(context, viewer, pair, facts);
  const t = translateIn(facts.locale, "relationship");
  return json({
    title: t("pair", { one: pair.provider.name, other: pair.client.name }), sentence: pairSentence(directions, facts.locale),
    pair, directions, sight: pairSight(viewer, pair), clock: { now: facts.now, zone: viewer.timeZone },
  });
}

export default function Relationship() {
  const { title, sentence, pair, directions, sight, clock } = useLoaderData<typeof loader>();
  const t = useT("relationship");
  const meeting = useT("meeting");
  const busy = directions.filter((direction) => !isQuiet(direction));
  const alone = busy.length === 1 ? busy[0] : undefined;
  const path = `/relationships/${pair.provider.id}/${pair.client.id}`;
  return (
    <Page
      title={title}
      sentence={sentence}
      crumbs={[{ label: t("title"), to: "/relationships" }]}
      width="full"
      action={
        <>
          <LinkButton to={`/relationships/${pair.client.id}/${pair.provider.id}`} icon={<ArrowLeftRight aria-hidden size={15} />} className="no-print">{t("swap")}</LinkButton>
          {sight.meetings ? <LinkButton to={`${path}/meetings`} tone={sight.mayMeet ? "primary" : "plain"} icon={<Users aria-hidden size={15} />} className="no-print">{meeting("title")}</LinkButton> : null}
          <PrintButton />
        </>
      }
    >
      <div className="grid items-start gap-5 lg:grid-cols-2 print:grid-cols-2 print:gap-3 print:[zoom:.72]">
        {alone ? <DirectionAlone direction={alone} clock={clock} path={path} /> : null}
        {directions.filter((direction) => direction !== alone).map((direction) => (
          <div key={direction.provider.id} className={alone ? "lg:col-span-2 print:col-span-2" : "contents"}>
            <DirectionColumn direction={direction} clock={clock} path={path} />
          </div>
        ))}
      </div>
      <History directions={directions} path={path} />
    </Page>
  );
}

export const meta: MetaFunction<typeof loader> = ({ data }) => pageTitle(data?.title);

export function ErrorBoundary() {
  return <GeneralErrorBoundary />;
}
