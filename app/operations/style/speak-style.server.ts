import type { NoticeKind } from "#app/domain/notice/notice-kind.ts";
import { nameIn, type Locale } from "#app/domain/names.ts";
import type { CommunicationStyle } from "#app/domain/style/style.ts";
import { capital } from "#app/format/capital.ts";
import { formatDay, formatPeriod } from "#app/format/date.ts";
import { formatInstant } from "#app/format/instant.ts";
import { personName } from "#app/format/person-name.ts";
import type { Key } from "#app/i18n/catalogue.ts";
import { translateIn } from "#app/i18n/translate.server.ts";
import { loadAdviceById } from "#db/queries/advice.server.ts";
import type { DepartmentRow } from "#db/queries/directory.server.ts";
import { loadPeople } from "#db/queries/people.server.ts";
import type { TaskRow } from "#db/queries/tasks.server.ts";
import type { Store } from "#db/store.ts";
import type { SpokenNotice } from "../read-notice-words.server.ts";

type Refs = Readonly<Record<string, string>>;

interface Around {
  readonly departments: ReadonlyMap<string, DepartmentRow>;
  readonly tasks: ReadonlyMap<string, TaskRow>;
  readonly zone: string;
  readonly locale: Locale;
}

export const advicePath = (providerId: string, clientId: string): string => `/relationships/${providerId}/${clientId}/advice`;

/** News that a provider has for whoever asked: what their style adds to it is said with these. */
const TOLD_TO_CLIENT: ReadonlySet<NoticeKind> = new Set(["task_paused", "task_date_proposed", "task_input_asked", "task_declined", "delivery_on_track", "delivery_at_risk", "request_weekly"]);
const LONGEST_QUOTE = 160;

/** Sentences of notices that follow from styles, and what a reader's own style adds to news of a provider. */
export async function openStyleWords(store: Store, refs: readonly Refs[], { departments, tasks, zone, locale }: Around) {
  const advice = new Map((await loadAdviceById(store, refs.flatMap((one) => one.adviceId ?? []))).map((row) => [row.id, row]));
  const people = new Map((await loadPeople(store, [...new Set([...refs.flatMap((one) => one.person ?? []), ...[...advice.values()].map((row) => row.personId), ...[...tasks.values()].flatMap((row) => row.assigneeId ?? [])])])).map((row) => [row.id, personName(row, locale)]));
  const t = translateIn(locale, "notices");
  const states = translateIn(locale, "states");
  const department = (id: string | undefined) => nameIn(departments.get(id ?? "")?.name ?? {}, locale);
  const due = (task: TaskRow) => (task.dueAt === null ? "–" : formatInstant(task.dueAt, zone, locale));
  const quote = (text: string | null) => (text === null ? "" : text.length > LONGEST_QUOTE ? `${text.slice(0, LONGEST_QUOTE - 1)}…` : text);

  const speak = (kind: NoticeKind, one: Refs): SpokenNotice | null => {
    const task = tasks.get(one.taskId ?? "");
    if (kind === "request_weekly" && task) {
      const values = { count: Number(one.weeks ?? 1), task: task.title || task.externalId, state: states(task.state as Key<"states">).toLocaleLowerCase(locale), provider: department(task.providerId), when: due(task) };
      return { text: t("request_weekly", values), to: `/work/${task.id}` };
    }
    if (kind === "style_call" && task) return { text: t(kind, { person: people.get(one.person ?? "") ?? "–", task: task.title || task.externalId, client: department(task.clientId), when: due(task) }), to: `/work/${task.id}` };
    if (kind === "style_advice") return { text: t(kind, { person: people.get(one.person ?? "") ?? "–", client: department(one.clientId) }), to: advicePath(one.providerId ?? "", one.clientId ?? "") };
    if (kind === "style_compare") return { text: t(kind, { period: capital(formatPeriod(one.month ?? "", locale), locale), client: department(one.clientId) }), to: `/relationships/kept?client=${one.clientId ?? ""}` };
    if (kind === "level_asked" || kind === "level_near") return { text: t(kind, { year: one.year ?? "", count: one.count ?? "", to: one.to ? formatDay(one.to, locale) : "" }), to: "/people/levels" };
    if (kind === "level_result") return { text: t(kind, { year: one.year ?? "" }), to: "/people/levels" };
    const row = advice.get(one.adviceId ?? "");
    if (!row) return null;
    return { text: t(kind, { provider: department(row.providerId), client: department(row.clientId), person: people.get(row.personId) ?? "–", question: quote(row.question), thanks: quote(row.thanks) }), to: advicePath(row.providerId, row.clientId) };
  };

  const more = (kind: NoticeKind, one: Refs, style: CommunicationStyle | null): string | null => {
    if (style === null || !TOLD_TO_CLIENT.has(kind)) return null;
    const task = tasks.get(one.taskId ?? "");
    const assignee = task?.assigneeId ? people.get(task.assigneeId) : undefined;
    if (style !== "rapport") return t(`style.${style}`);
    return assignee ? t("style.rapport", { person: assignee }) : task ? t("style.rapport.nobody", { provider: department(task.providerId) }) : null;
  };
  return { speak, more };
}
