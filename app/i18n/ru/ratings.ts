import type { Russian } from "../catalogue.ts";
import type { ratings as english } from "../en/ratings.ts";

export const ratings: Russian<typeof english> = {
  "title": "Оценки",
  "question": "Что о нас думают и насколько мы в этом уверены?",
  "rating": "Оценка",
  "survey": "Опрос",
  "comment": "Комментарий",
  "responseRate": "Доля ответивших",
  "empty.title": "Оценок пока нет",
  "empty.text": "Они придут после первых принятых передач.",
};
