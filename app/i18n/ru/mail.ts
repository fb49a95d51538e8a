import type { Russian } from "../catalogue.ts";
import type { mail as english } from "../en/mail.ts";

export const mail: Russian<typeof english> = {
  "greeting": "Здравствуйте, {{name}}.",
  "footer":
    "Вы получили это письмо, потому что работаете с подразделением «{{who}}». Что присылать, выбирается в настройках.",
  "invitation.subject": "Как всё прошло: {{what}}?",
  "invitation.reminder": "Напоминание: как вам «{{what}}»?",
  "invitation.delivered": "{{provider}}: «{{what}}», передано {{when}}.",
  "invitation.ask": "Насколько вы довольны? Достаточно одного нажатия; подтвердить его нужно на открывшейся странице.",
  "invitation.score.1": "1 – очень недоволен",
  "invitation.score.2": "2 – недоволен",
  "invitation.score.3": "3 – так себе",
  "invitation.score.4": "4 – доволен",
  "invitation.score.5": "5 – очень доволен",
  "invitation.until": "Ссылка действует до {{when}} и отвечает только на этот вопрос.",
  "round.client_review.subject": "Квартальная оценка: {{quarter}}",
  "round.client_review.ask": "{{quarter}}: для вашего подразделения работали другие, и мы просим оценить каждого ({{providers}}). Это одна страница, достаточно выбрать по лицу.",
  "round.client_review.seen": "Подразделения сразу увидят ваше имя, оценку и слова; для оценок от 1 до 3 страница, где это возможно, предложит выбор.",
  "round.relationship.subject": "Как нам работается вместе? {{quarter}}",
  "round.relationship.ask": "Каково с ними работать? На странице {{providers}}, по шесть нажатий на каждое; кого почти не знаете, пропустите.",
  "round.relationship.seen": "Ответы конфиденциальны и никогда не влияют на премии: показываем только данные от пяти человек и только после окончания опроса.",
  "round.providers_one": "{{count}} подразделение",
  "round.providers_few": "{{count}} подразделения",
  "round.providers_many": "{{count}} подразделений",
  "round.providers_other": "{{count}} подразделения",
  "round.open": "Открыть страницу",
  "round.until": "Ссылка действует до {{when}} и только для вас. Входить в портал не нужно.",
  "round.footer": "Вы получили это письмо, потому что говорите от имени клиента этих подразделений.",
  "round.reminder": "Напоминание: {{subject}}",
};
