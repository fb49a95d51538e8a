import type { Russian } from "../catalogue.ts";
import type { notices as english } from "../en/notices.ts";

export const notices: Russian<typeof english> = {
  "agreement_proposed": "{{pair}}: предложена редакция {{number}}, она ждёт вашего ответа",
  "agreement_countered": "{{pair}}: на ваш текст ответили редакцией {{number}}",
  "agreement_to_sign": "{{pair}}: редакция {{number}} ждёт вашей подписи",
  "agreement_agreed": "{{pair}}: редакция {{number}} согласована",
  "agreement_commented": "{{pair}}: есть комментарий к редакции {{number}}",
  "agreement_withdrawn": "{{pair}}: редакция {{number}} отозвана",
  "agreement_rejected": "{{pair}}: редакция {{number}} отклонена",
  "agreement_imposed": "{{pair}}: редакцию {{number}} ввёл общий руководитель",
  "agreement_terminated": "{{pair}}: соглашение прекращается",
  "agreement_waits": "{{pair}}: редакция {{number}} всё ещё ждёт вас",
  "agreement_escalated": "{{pair}}: на редакцию {{number}} не ответили в срок, решить можете вы",
  "agreement_unanswered": "{{pair}}: на редакцию {{number}} не ответили в срок, вопрос передан общему руководителю",
  "agreement_expired": "{{pair}}: редакцию {{number}} не подписали до первого дня действия",
  "agreement_ends": "{{pair}}: редакция {{number}} заканчивается {{to}}, следующая не согласована",
  "agreement_runs_on": "{{pair}}: условия прежнего подразделения продолжают действовать, подтвердите их заново",
  "reorganisation_planned": "{{department}}: с {{to}} запланирована реорганизация",
  "reorganisation_done": "{{department}}: реорганизация с {{to}} проведена",
  "reorganisation_stuck": "{{department}}: реорганизацию с {{to}} провести не удалось",
  "need_stated": "{{department}}: новая потребность, {{product}}",
  "need_answered": "На вашу потребность ответили: {{product}}",
  "inventory_differs": "Инвентаризация {{year}}: {{department}} видит иначе, {{product}}",
  "planned_asked": "{{pair}}: другая сторона просит изменить передачу, запланированную на {{to}}",
  "planned_answered": "{{pair}}: на вашу просьбу о передаче, запланированной на {{to}}, ответили",
  "mail.open": "Открыть в портале:",
};
