import { LinkButton } from "#app/components/button.tsx";
import { Card } from "#app/components/card.tsx";
import { Notice } from "#app/components/notice.tsx";
import { formatWeekday } from "#app/format/date.ts";
import { formatInstantNear } from "#app/format/instant.ts";
import { localTime } from "#app/format/local-time.ts";
import type { Key } from "#app/i18n/catalogue.ts";
import { useLocale, useT } from "#app/i18n/use-t.ts";
import { Choice, Earlier } from "./act-fields.tsx";
import { ActForm, type ActRefusal, Panel, Send } from "./act-panel.tsx";
import { BeyondNotice } from "./beyond.tsx";
import { ClientPanels } from "./client-panels.tsx";
import { CancelPanel, DatePanels } from "./date-panels.tsx";
import { ProviderPanels } from "./provider-panels.tsx";
import type { TaskPageData } from "./task-page.server.ts";

export type Act = TaskPageData["acts"][number];

/** What the parts of the card share. */
export interface ActsView {
  readonly data: TaskPageData;
  readonly has: (act: Act) => boolean;
  /** The refusal of this act, if it was this one. */
  readonly bad: (act: Act) => ActRefusal | null;
  /** What was typed before it was refused. */
  readonly typed: (act: Act) => (name: string) => string | undefined;
  readonly primary: Act | undefined;
  /** The other side by name: who has to say yes. */
  readonly other: string;
}

/** Acts of one press, in the order in which they stand; the first that is open is the page's one action. */
const PRESSED = ["accept", "confirm_input", "take", "accept_once", "resume", "input_came", "agree_date"] as const;
const FIRST = ["accept", "confirm_input", "give_input", "take", "accept_once", "resume", "deliver"] as const;

/** What the viewer can do with the task now. */
export function Acts({ data, refusal }: { readonly data: TaskPageData; readonly refusal: ActRefusal | null }) {
  const t = useT("desk");
  const locale = useLocale();
  const { acts, task, now, zone } = data;
  const mine = refusal && refusal.act !== "dispute" && !refusal.act.startsWith("entry_") ? refusal : null;
  const has = (act: Act) => acts.includes(act);
  const bad = (act: Act) => (mine?.act === act ? mine : null);
  const view: ActsView = {
    data, has, bad, typed: (act) => (name) => bad(act)?.values[name], primary: FIRST.find(has), other: data.side === "client" ? data.provider : data.clients,
  };
  if (acts.length === 0 && !mine) return null;
  const near = (at: number) => formatInstantNear(at, now, zone, locale);
  const label = (act: (typeof PRESSED)[number]) => {
    if (act === "agree_date") return t("act.agree_date", { date: wantedText(data, zone, locale) });
    if (act === "confirm_input") return t("act.confirm_input", { when: data.inputSaidAt === null ? "" : near(data.inputSaidAt) });
    return t(`act.${act}`);
  };
  const earlier = (["take", "resume"] as const).filter(has);
  return (
    <Card title={t("acts")}>
      <div className="flex flex-col gap-3">
        {mine && mine.field !== "evidence" ? <Refused refusal={mine} /> : null}
        <BeyondNotice data={data} />
        {task.state === "delivered" && task.acceptUntil !== null && has("accept") ? <p className="text-muted">{t("act.acceptUntil", { when: near(task.acceptUntil) })}</p> : null}
        {data.noAnswer && data.side === "provider" && !has("close_no_answer") ? <p className="text-muted">{t("noAnswer.from", { client: data.clients, when: near(data.noAnswer.from) })}</p> : null}
        {/* A new key after each act: panels that were open close again, what was refused stays. */}
        <div key={`${task.seq} ${data.entries.length}`} className="flex flex-wrap items-start gap-2">
          {PRESSED.map((act) =>
            has(act) ? (
              <ActForm key={act} act={act} seq={task.seq}>
                <Send act={act} tone={act === view.primary ? "primary" : "plain"}>
                  {label(act)}
                </Send>
              </ActForm>
            ) : null
          )}
          <ClientPanels {...view} />
          <ProviderPanels {...view} />
          <DatePanels {...view} />
          {earlier.length > 0 ? (
            <Panel act="earlier" open={mine?.field === "when" && earlier.some((act) => act === mine.act)} seq={task.seq} title={t("act.earlier.title")}>
              <Choice name="act" label={t("act.earlier.what")} value={mine?.values.act} options={earlier.map((act) => ({ value: act, label: t(`act.${act}`) }))} />
              <Earlier values={(name) => mine?.values[name]} other={view.other} zone={zone} open />
            </Panel>
          ) : null}
          <CancelPanel {...view} />
        </div>
      </div>
    </Card>
  );
}

function Refused({ refusal }: { readonly refusal: ActRefusal }) {
  const t = useT("desk");
  const { agreementId, number } = refusal.facts;
  return (
    <Notice tone="error" action={agreementId === undefined ? undefined : <LinkButton size="small" to={`/agreements/${agreementId}/versions/${number}`}>{t("act.propose_terms.open")}</LinkButton>}>
      {t(`refused.${refusal.code}` as Key<"desk">, refusal.facts)}
    </Notice>
  );
}

function wantedText(data: TaskPageData, zone: string, locale: "en" | "ru"): string {
  const at = data.proposed[data.side === "provider" ? "client" : "provider"] ?? data.proposed.client ?? data.proposed.provider;
  return at === null ? "" : formatWeekday(localTime(at, zone).date, locale);
}
