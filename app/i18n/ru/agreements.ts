import type { Russian } from "../catalogue.ts";
import type { agreements as english } from "../en/agreements.ts";

export const agreements: Russian<typeof english> = {
  "title": "Соглашения",
  "question": "Что обещали мы и что обещали нам?",
  "given": "Мы обещали",
  "received": "Нам обещали",
  "otherSide": "Другая сторона",
  "version": "Редакция",
  "obligations": "Обязательства",
  "inputs": "Исходные данные заказчика",
  "signatures": "Подписи",
  "inForceFrom": "Действует с {{from}}",
  "nextChange": "Следующее изменение",
  "empty.title": "Соглашений пока нет",
  "empty.text": "Соглашение начинает клиент: он пишет, что ему нужно от исполнителя.",
};
