import type { Russian } from "../catalogue.ts";
import type { catalogue as english } from "../en/catalogue.ts";

export const catalogue: Russian<typeof english> = {
  "title": "Каталог",
  "question": "Что у нас есть?",
  "products": "Продукты",
  "departments": "Подразделения",
  "people": "Сотрудники",
  "calendars": "Календари",
  "membership": "Место работы",
  "empty.title": "Каталог пуст",
  "empty.text": "Сначала добавьте подразделение, затем его продукты.",
};
