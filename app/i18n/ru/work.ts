import type { Russian } from "../catalogue.ts";
import type { work as english } from "../en/work.ts";

export const work: Russian<typeof english> = {
  "title": "Работа",
  "question": "У чего срок, что опаздывает, чего ждём?",
  "task": "Заявка",
  "tasks_one": "{{count}} заявка",
  "tasks_few": "{{count}} заявки",
  "tasks_many": "{{count}} заявок",
  "tasks_other": "{{count}} заявки",
  "assignee": "Ответственный",
  "due": "Срок",
  "delivered": "Передано",
  "requested": "Запрошено",
  "newRequest": "Новая заявка",
  "import": "Загрузка",
  "occurrence": "Плановая передача",
  "empty.title": "Заявок пока нет",
  "empty.text": "Создайте заявку здесь или загрузите файл из своей системы заявок.",
};
