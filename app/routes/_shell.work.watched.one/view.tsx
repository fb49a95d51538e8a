import { Link } from "@remix-run/react";
import { Card, Facts } from "#app/components/card.tsx";
import { Page } from "#app/components/page.tsx";
import { WatchChip } from "#app/components/relationship/watch-list.tsx";
import { Time } from "#app/components/time.tsx";
import { TypedFormFrame, TypedLines, TypedSelect, TypedSubmit, TypedText } from "#app/components/typed-field.tsx";
import { freshForm, type TypedForm } from "#app/components/typed-form.ts";
import { LONGEST_WATCH_REASON, WATCH_WORDS } from "#app/domain/relationship/watch.ts";
import { formatInstantNear } from "#app/format/instant.ts";
import { useLocale, useT } from "#app/i18n/use-t.ts";
import type { WatchedPage } from "./read.server.ts";

interface WatchedData extends WatchedPage {
  readonly maySay: boolean;
  readonly clock: { readonly now: number; readonly zone: string };
}

/** One watched delivery: why, what the provider says of it, and the form for that word. */
export function WatchedView({ data, acted }: { readonly data: WatchedData; readonly acted: TypedForm | undefined }) {
  const t = useT("watch");
  const common = useT("common");
  const work = useT("work");
  const locale = useLocale();
  const { line, words, clock } = data;
  const near = (at: number) => formatInstantNear(at, clock.now, clock.zone, locale);
  const form = acted ?? freshForm();
  return (
    <Page
      title={line.name}
      sentence={t("sentence.watched", { provider: line.provider, client: line.client, when: near(line.dueAt) })}
      crumbs={[{ label: work("title"), to: "/work" }, { label: t("title"), to: "/work/watched" }]}
      aside={<WatchChip state={line.state} size="regular" />}
      width="reading"
    >
      <Card title={t("one")}>
        <p className="mb-3 text-pretty text-muted">{t("explain")}</p>
        <Facts
          rows={[
            { name: t("what"), value: <Link to={data.deliveryTo} className="door">{line.name}</Link> },
            { name: common("provider"), value: line.provider },
            { name: common("client"), value: <Link to={data.pairTo} className="door">{line.client}</Link> },
            { name: t("why"), value: <Link to={line.missedTo} className="door">{common("open")}</Link> },
            { name: t("due"), value: <Time at={line.dueAt} zone={clock.zone} /> },
            { name: t("askAt"), value: <Time at={line.askAt} zone={clock.zone} /> },
            { name: t("answerBy"), value: <Time at={line.answerBy} zone={clock.zone} /> },
          ]}
        />
      </Card>
      {data.maySay ? (
        <Card title={t("say.title")}>
          <TypedFormFrame form={form} key={words.length}>
            <TypedSelect form={form} name="word" label={t("say.word")} choices={WATCH_WORDS.map((value) => ({ value, label: t(`say.${value}`) }))} placeholder="–" />
            <TypedText form={form} name="newAt" type="datetime-local" label={t("say.newAt")} hint={t("say.newAt.hint")} className="max-w-64" optional />
            <TypedLines form={form} name="reason" label={t("say.reason")} hint={t("say.reason.hint")} rows={3} maxLength={LONGEST_WATCH_REASON} optional />
            <div>
              <TypedSubmit>{t("say.send")}</TypedSubmit>
            </div>
          </TypedFormFrame>
        </Card>
      ) : null}
      <Card title={t("history")}>
        {words.length === 0 ? <p className="text-muted">{t("history.none")}</p> : null}
        <ul className="flex flex-col gap-3">
          {words.map((row) => (
            <li key={row.number}>
              <p className="flex flex-wrap items-center gap-2">
                <WatchChip state={row.word} />
                {row.newAt === null ? null : <span>{t("expected", { when: near(row.newAt) })}</span>}
                <span className="text-sm text-muted">{row.saidBy}, {near(row.saidAt)}</span>
              </p>
              {row.reason ? <p className="text-pretty">{row.reason}</p> : null}
            </li>
          ))}
        </ul>
      </Card>
    </Page>
  );
}
