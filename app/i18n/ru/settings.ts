import type { Russian } from "../catalogue.ts";
import type { settings as english } from "../en/settings.ts";

export const settings: Russian<typeof english> = {
  "title": "Настройки",
  "question": "Как всё устроено?",
  "accounts": "Учётные записи и роли",
  "surveys": "Опросы",
  "notices": "Уведомления",
  "sources": "Источники и ключи",
  "jobs": "Задания",
  "jobRun": "Запуск",
  "audit": "Журнал",
  "backup": "Резервная копия",
  "privacy": "Личные данные",
};
