import type { Russian } from "../catalogue.ts";
import type { map as english } from "../en/map.ts";

export const map: Russian<typeof english> = {
  "title": "Карта",
  "question": "Кто от кого зависит?",
  "path": "Путь к внешнему покупателю",
  "coverage": "Охват соглашениями",
  "empty.title": "Рисовать пока нечего",
  "empty.text": "Карта складывается из соглашений и передач.",
};
