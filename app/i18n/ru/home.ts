import type { Russian } from "../catalogue.ts";
import type { home as english } from "../en/home.ts";

export const home: Russian<typeof english> = {
  "title": "Главная",
  "question": "Что сегодня ждёт меня?",
  "empty.title": "Вас ничего не ждёт",
  "empty.text": "Здесь появятся решения, оценки и работа со сроком.",
  "waiting": "Ждёт вас",
  "atRisk": "Под угрозой срыва",
  "toRate": "Оценить",
  "score": "Ваш балл на сегодня",
  "owedToMe": "Мне должны",
  "myWeek": "Моя неделя",
  "readyToPay": "Готово к выплате",
  "forecast": "Прогноз, не начисление",
};
