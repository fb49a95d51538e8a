import { RETURN_CRITERIA } from "#app/domain/task/task-acts.ts";
import type { Key } from "#app/i18n/catalogue.ts";
import { dueSentence } from "#app/format/due.ts";
import { formatInstantExact, formatInstantNear } from "#app/format/instant.ts";
import { translateIn } from "#app/i18n/translate.server.ts";
import type { PageFacts } from "#app/web/page-facts.server.ts";
import type { HomeRow, OwedCard } from "./card.ts";
import type { OwnWork } from "./read-work.server.ts";

const LONG_LATE_MS = 40 * 3_600_000;

type ShownTask = OwnWork["urgent"][number];

/** A task as a row: the other side, who is responsible, and its date in people's terms. */
export function taskRow(task: ShownTask, others: readonly (string | null)[], { locale, now }: PageFacts, zone: string): HomeRow {
  const t = translateIn(locale, "home");
  const states = translateIn(locale, "states");
  const isLate = task.dueAt !== null && task.dueAt < now;
  // After a week the hours say nothing any more, the date does.
  const isLongLate = isLate && (task.workingMs === null || task.workingMs > LONG_LATE_MS);
  const due = task.dueAt === null ? t("noDue") : isLongLate ? t("wasDue", { when: formatInstantNear(task.dueAt, now, zone, locale) }) : dueSentence({ dueAt: task.dueAt, now, zone, workingMs: task.workingMs }, locale);
  const state = isLate ? "late" : task.outcome === "at_risk" ? "at_risk" : task.state === "paused" ? "paused" : "running";
  return {
    key: task.id, to: `/work/${task.id}`, title: task.title || task.number, detail: [...others, due].filter(Boolean).join("\u00a0· "),
    ...(task.dueAt === null ? {} : { exact: formatInstantExact(task.dueAt, zone, locale) }), isLate, chip: { state, word: states(state) },
  };
}

/** What others owe: open requests with who is responsible and who substitutes, deliveries to accept or return, and those expected by calendar. */
export function owedCard(work: OwnWork, facts: PageFacts, zone: string): OwedCard {
  const { locale, now } = facts;
  const t = translateIn(locale, "home");
  const week = translateIn(locale, "week");
  const criterion = translateIn(locale, "work");
  const near = (at: number) => formatInstantNear(at, now, zone, locale);
  const rows = work.owed.map((task) =>
    taskRow(task, [task.provider, task.responsible ? week("owed.who", { name: task.responsible }) : null, task.substitute ? week("owed.substitute", { name: task.substitute }) : null], facts, zone),
  );
  return {
    open: { id: "owed", title: t("owedToMe"), all: { to: "/work?side=client", label: t("allOpen", { count: work.owedCounts.open }) }, rows, empty: { text: week("owed.none"), to: "/work/new", label: week("request.new") } },
    remind: { label: week("owed.remind"), names: Object.fromEntries(rows.filter((row) => row.isLate || row.chip?.state === "at_risk").map((row) => [row.key, week("owed.remind.of", { title: row.title })])) },
    accept:
      work.toAccept.length === 0
        ? null
        : {
            title: t("toAccept"), all: { to: "/work?side=client&state=delivered", label: t("all", { count: work.acceptCount }) },
            rows: work.toAccept.map((task) => ({ key: task.id, id: task.id, seq: task.seq, to: `/work/${task.id}`, title: task.title || task.externalId, detail: `${task.provider} · ${t("silence", { when: near(task.acceptUntil) })}`, question: week("owed.accept.sure", { title: task.title || task.externalId }) })),
            words: { accept: week("owed.accept"), giveBack: week("owed.return"), criterion: week("owed.criterion"), reason: week("owed.reason") },
            criteria: RETURN_CRITERIA.map((value) => ({ value, label: criterion(`criterion.${value}` as Key<"work">) })),
          },
    expected:
      work.expected.length === 0
        ? null
        : {
            id: "expected", title: t("expected"),
            rows: work.expected.map((row) => ({
              key: `${row.key} ${row.dueAt}`, to: `/agreements/${row.agreementId}#${row.key}`, title: row.name, note: near(row.dueAt), exact: formatInstantExact(row.dueAt, zone, locale),
              detail: [row.provider, row.kept.of > 0 ? week("owed.kept", { kept: row.kept.kept, count: row.kept.of }) : null].filter(Boolean).join(" · "),
            })),
          },
  };
}
