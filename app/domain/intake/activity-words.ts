import { foldKey } from "../names.ts";
import type { ActivityRule } from "./mapping.ts";

type Meaning = Pick<ActivityRule, "is" | "reason" | "by">;

/** Words of statuses and activities, as beginnings of words; the first line that fits decides. */
const MEANINGS: readonly (readonly [Meaning, readonly string[]])[] = [
  [{ is: "draft" }, ["draft", "saved", "чернов", "сохранен"]],
  [{ is: "returned" }, ["reopen", "returned", "возвращен", "возврат", "переоткры", "на доработ"]],
  [{ is: "cancelled", by: "client" }, ["cancel", "withdrawn", "won't do", "wont do", "rejected", "declined", "duplicate", "invalid", "отмен", "отклон", "отозван", "снят", "дубл", "не будет исправ", "отказ", "storniert", "abgelehnt", "abgebrochen", "zuruckgezogen"]],
  [{ is: "paused", reason: "client_input" }, ["awaiting", "waiting", "wait for", "on hold", "pending", "suspended", "customer response", "uat", "need info", "needs info", "feedback", "ожидан", "ждем", "ожидает", "приостановл", "отложен", "на согласован", "требуется информац", "обратная связь", "уточнен", "need_info", "hold", "wartet", "warten", "zuruckgestellt", "ruckfrage", "wait"]],
  [{ is: "accepted" }, ["accepted", "confirmed by", "принят заказ", "принято заказ", "принята заказ", "подтвержден"]],
  [{ is: "delivered" }, ["resolved", "solved", "done", "completed", "complete", "closed", "delivered", "fixed", "finished", "payment handled", "выполнен", "решен", "закрыт", "готов", "заверш", "исполнен", "передан", "resolve ticket", "erledigt", "gelost", "geschlossen", "abgeschlossen", "fertig"]],
  [{ is: "resumed" }, ["resum", "возобновл"]],
  [{ is: "assigned" }, ["assigned", "назначен"]],
  [{ is: "acknowledged" }, ["active", "in progress", "work in progress", "processing", "in work", "in development", "started", "acknowledged", "в работе", "взят", "принят", "выполняется", "в процессе", "исполняется", "в разработке", "take in charge", "in bearbeitung", "angenommen"]],
  [{ is: "requested" }, ["new", "open", "opened", "created", "submitted", "logged", "registered", "to do", "todo", "backlog", "requested", "новая", "новый", "новое", "открыт", "создан", "зарегистр", "поступил", "подан", "входящ", "neu", "offen", "eroffnet", "erstellt"]],
];

/** What a status or activity probably means, by its words in English or Russian; null when they say nothing. */
export function guessMeaning(activity: string): Meaning | null {
  const text = ` ${foldKey(activity).replace(/[_.,;:/()-]+/g, " ").replace(/\s+/g, " ")} `;
  for (const [meaning, words] of MEANINGS) if (words.some((word) => text.includes(` ${word}`))) return meaning;
  return null;
}

const EMPTY = new Set(["?", "??", "-", "--", "—", "–", "n/a", "na", "#n/a", "н/д", "нет данных", "не указано", "не указан", "не указана", "unknown", "missing", "null", "none", "nil", "(пусто)", "пусто", "<не указан>", "(blank)", "не задано", "не задан", "0000-00-00", "0000-00-00 00:00:00", "01.01.0001 0:00:00", "01.01.0001"]);

/** Whether a value is a source's way to write nothing. */
export const looksEmpty = (value: string): boolean => EMPTY.has(value.trim().toLowerCase());
