import type { Russian } from "../catalogue.ts";
import type { scorecards as english } from "../en/scorecards.ts";

export const scorecards: Russian<typeof english> = {
  "title": "Показатели",
  "question": "Из чего складывается мой балл?",
  "scorecard": "Карта показателей",
  "objective": "Объективная часть",
  "satisfaction": "Удовлетворённость",
  "combined": "Балл",
  "pays": "Выплата",
  "attainment": "Выполнение",
  "recompute": "Пересчитайте сами",
  "empty.title": "За этот период карты показателей нет",
  "empty.text": "Карты появятся, когда наступит срок первых обязательств.",
};
