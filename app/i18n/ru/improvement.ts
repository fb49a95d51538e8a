import type { Russian } from "../catalogue.ts";
import type { improvement as english } from "../en/improvement.ts";

export const improvement: Russian<typeof english> = {
  "title": "Улучшения",
  "question": "Что мы меняем?",
  "case": "Разбор",
  "action": "Корректирующее действие",
  "owner": "Ответственный",
  "check": "Проверка клиентом",
  "empty.title": "Открытых разборов нет",
  "empty.text": "Разбор открывает низкая оценка или проваленная строка.",
};
