import type { Russian } from "../catalogue.ts";
import type { pay as english } from "../en/pay.ts";

export const pay: Russian<typeof english> = {
  "title": "Премия",
  "question": "Почему такая сумма?",
  "plan": "Условия премирования",
  "run": "Расчёт премии",
  "statement": "Моя премия",
  "fund": "Фонд",
  "pool": "Премиальный фонд",
  "gate": "Ограничивающее условие",
  "cap": "Верхний предел",
  "proration": "Пропорционально отработанному времени",
  "coefficient": "КТУ",
  "adjustment": "Перерасчёт за прошлый период",
  "forInformation": "Для сведения, не выплачивается",
  "empty.title": "Расшифровки пока нет",
  "empty.text": "Она появится, когда опубликуют расчёт за период.",
};
