import { json } from "@remix-run/node";
import type { TypedForm } from "#app/components/typed-form.ts";
import { PAGINGS, POSITION_FORMS } from "#app/domain/intake/pull-plan.ts";
import { refused, type Refused } from "#app/domain/refusal.ts";
import type { Key } from "#app/i18n/catalogue.ts";
import { translateIn } from "#app/i18n/translate.server.ts";
import { openedNets } from "#app/operations/hooks/public-address.server.ts";
import { mapPull, savePull, steerPull, tryPull, type PullTyped } from "#app/operations/pull/save-pull.server.ts";
import type { AppContext } from "#app/web/context.server.ts";
import { localeFor } from "#app/web/locale.server.ts";
import type { Viewer } from "#app/web/session.server.ts";
import { actingContext, doneTyped, readTyped, refuseTyped } from "#app/web/typed-form.server.ts";

/** How an item of a tried page is read, as the page shows it. */
export interface TriedShown {
  readonly text: string;
  readonly kind: "task" | "ignored" | "faults";
  readonly task: { readonly id: string; readonly product: string; readonly client: string; readonly events: readonly { readonly type: string; readonly at: number }[] } | null;
  readonly faults: readonly { readonly field: string; readonly code: string; readonly value: string }[];
}

export type PullActed =
  | { readonly kind: "form"; readonly form: TypedForm; readonly intent: string }
  | { readonly kind: "tried"; readonly items: number; readonly hasMore: boolean; readonly tried: readonly TriedShown[] }
  | { readonly kind: "silent"; readonly code: string; readonly detail: string };

/** Saves, maps, tries, pauses or starts a list, by what the form says. */
export async function actOnPull(request: Request, context: AppContext, viewer: Viewer, id: string) {
  const [locale, values] = await Promise.all([localeFor(request, context), readTyped(request)]);
  const ctx = actingContext(context, viewer);
  const t = translateIn(locale, "sources");
  const intent = values["intent"] ?? "";
  const answer = async (done: { readonly ok: true } | Refused) => {
    if (done.ok) return doneTyped(`/settings/tokens/pull/${id}`, context);
    // The value of the key is not sent back to the page.
    const refusal = refuseTyped({ ...values, secret: "" }, [done], (code, facts) => t(`fault.${code}` as Key<"sources">, facts), locale);
    return json<PullActed>({ kind: "form", form: (await refusal.json()) as TypedForm, intent }, { status: 422 });
  };
  const near = { allowLoopback: context.mode !== "production", ...(context.privateNets.length > 0 ? { isOpened: openedNets(context.privateNets) } : {}) };
  if (intent === "save") return answer(await savePull(ctx, context.appSecret, id, Number(values["rowVersion"]), typedOf(values), near.allowLoopback || context.privateNets.length > 0));
  if (intent === "map") return answer(await mapPull(ctx, id, Number(values["rowVersion"]), values["mapping"] ?? ""));
  if (intent === "pause" || intent === "go" || intent === "now" || intent === "anew") return answer(await steerPull(ctx, id, intent));
  if (intent !== "try") return answer(refused("required"));
  const tried = await tryPull(ctx, { ring: context.appSecret, ...near }, id);
  if (!tried.ok) return answer(tried);
  if ("fault" in tried.value) return json<PullActed>({ kind: "silent", code: tried.value.fault.code, detail: tried.value.fault.detail });
  const { items, hasMore } = tried.value;
  return json<PullActed>({
    kind: "tried", items, hasMore,
    tried: tried.value.tried.map(({ text, mapped, unknown }) => ({
      text, kind: unknown.length > 0 ? ("faults" as const) : mapped.kind,
      task: mapped.kind === "task" && unknown.length === 0 ? { id: mapped.task.externalId, product: mapped.task.product.code, client: mapped.task.client.code, events: mapped.task.events.map((event) => ({ type: event.type, at: event.occurredAt })) } : null,
      faults: mapped.kind === "faults" ? mapped.faults : unknown,
    })),
  });
}

function typedOf(values: Readonly<Record<string, string>>): PullTyped {
  const number = (name: string) => (/^\d{1,6}$/.test(values[name] ?? "") ? Number(values[name]) : Number.NaN);
  const text = (name: string) => values[name] ?? "";
  return {
    name: text("name"), url: text("url"), headerName: text("headerName"), secret: text("secret"), everyMinutes: number("everyMinutes"),
    plan: {
      itemsPath: text("itemsPath"), paging: PAGINGS.find((one) => one === values["paging"]) ?? "none", pageParam: text("pageParam"), nextPath: text("nextPath"), firstPage: number("firstPage"),
      positionPath: text("positionPath"), positionForm: POSITION_FORMS.find((one) => one === values["positionForm"]) ?? "text", positionStart: text("positionStart"), overlapMinutes: number("overlapMinutes"),
    },
  };
}
