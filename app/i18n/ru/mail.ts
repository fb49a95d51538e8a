import type { Russian } from "../catalogue.ts";
import type { mail as english } from "../en/mail.ts";

export const mail: Russian<typeof english> = {
  "greeting": "Здравствуйте, {{name}}.",
  "footer":
    "Вы получили это письмо, потому что работаете с подразделением «{{who}}». Что присылать, выбирается в настройках.",
};
