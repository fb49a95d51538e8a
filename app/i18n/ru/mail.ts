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
};
