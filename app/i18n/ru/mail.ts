import type { Russian } from "../catalogue.ts";
import type { mail as english } from "../en/mail.ts";

export const mail: Russian<typeof english> = {
  "greeting": "Здравствуйте, {{name}}.",
  "invitation.subject": "Как всё прошло: {{what}}?",
  "invitation.reminder": "Напоминание: как вам «{{what}}»?",
  "invitation.delivered": "{{provider}}: «{{what}}», передано {{when}}.",
  "invitation.ask": "Насколько вы довольны? Достаточно одного нажатия; подтвердить его нужно на открывшейся странице.",
  "invitation.score.1": "1 – очень недоволен",
  "invitation.score.2": "2 – недоволен",
  "invitation.score.3": "3 – так себе",
  "invitation.score.4": "4 – доволен",
  "invitation.score.5": "5 – очень доволен",
  "invitation.handed": "{{name}} передаёт вам этот вопрос.",
  "invitation.until": "Ссылка действует до {{when}} и отвечает только на этот вопрос.",
  "weekly.subject_one": "Как всё прошло? {{count}} результат за последние дни",
  "weekly.subject_few": "Как всё прошло? {{count}} результата за последние дни",
  "weekly.subject_many": "Как всё прошло? {{count}} результатов за последние дни",
  "weekly.subject_other": "Как всё прошло? {{count}} результата за последние дни",
  "weekly.ask": "Насколько вы довольны? На каждый достаточно одного нажатия; подтвердить его нужно на открывшейся странице.",
  "weekly.scale": "1 – очень недоволен, 5 – очень доволен.",
  "inbox": "Ответить в портале или передать вопрос коллеге",
  "stop": "Получать таких писем меньше или не получать совсем",
};
