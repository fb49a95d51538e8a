import { type ActionFunctionArgs, json, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { GeneralErrorBoundary } from "#app/components/error-boundary.tsx";
import { pageTitle } from "#app/components/page-title.ts";
import type { TypedForm } from "#app/components/typed-form.ts";
import { can } from "#app/domain/access/can.ts";
import { refused } from "#app/domain/refusal.ts";
import { WATCH_WORDS } from "#app/domain/relationship/watch.ts";
import type { Key } from "#app/i18n/catalogue.ts";
import { translateIn } from "#app/i18n/translate.server.ts";
import { sayOfWatch } from "#app/operations/relationship/say-of-watch.server.ts";
import { watchPath } from "#app/operations/relationship/speak-watch.server.ts";
import { allow, requireActor } from "#app/web/guard.server.ts";
import { readPageFacts } from "#app/web/page-facts.server.ts";
import { actingContext, doneTyped, readTyped, refuseTyped } from "#app/web/typed-form.server.ts";
import { findWatch } from "#db/queries/watches.server.ts";
import { readTold, readWatched } from "./read.server.ts";
import { WatchedView } from "./view.tsx";

export async function loader({ request, context }: LoaderFunctionArgs) {
  const viewer = await requireActor(request, context, "task.read");
  const facts = await readPageFacts(request, context);
  const watch = await findWatch(context.store, new URL(request.url).searchParams.get("item") ?? "");
  allow(viewer, "task.read", watch && { partyIds: [watch.providerId, watch.clientId] });
  const page = await readWatched(context.store, watch!, facts);
  return json({ ...page, maySay: watch!.endedAs === null && can(viewer.actor, "task.act", { departmentIds: [watch!.providerId] }), clock: { now: facts.now, zone: facts.zone } });
}

export async function action({ request, context }: ActionFunctionArgs) {
  const viewer = await requireActor(request, context, "task.act");
  const watch = await findWatch(context.store, new URL(request.url).searchParams.get("item") ?? "");
  allow(viewer, "task.act", watch && { departmentIds: [watch.providerId] });
  const [values, facts] = await Promise.all([readTyped(request), readPageFacts(request, context)]);
  const t = translateIn(facts.locale, "watch");
  const say = (code: string, about: Readonly<Record<string, string | number>>) => t(`fault.${code}` as Key<"watch">, about);
  const word = WATCH_WORDS.find((one) => one === values["word"]);
  if (!word) return refuseTyped(values, [refused("word_missing", undefined, "word")], say, facts.locale);
  const said = await sayOfWatch(actingContext(context, viewer), { item: watch!.item, word, newAt: readTold(values["newAt"] ?? "", facts.zone), reason: values["reason"] ?? "", personId: viewer.actor.personId });
  return said.ok ? doneTyped(watchPath(watch!.item), context, { key: "sent" }) : refuseTyped(values, said.faults, say, facts.locale);
}

export default function WatchedDelivery() {
  return <WatchedView data={useLoaderData<typeof loader>()} acted={useActionData<typeof action>() as TypedForm | undefined} />;
}

export const meta: MetaFunction<typeof loader> = ({ data }) => pageTitle(data?.line.name);

export function ErrorBoundary() {
  return <GeneralErrorBoundary />;
}
