export const mail = {
  "greeting": "Hello {{name}},",
  "footer": "You get this because you work with {{who}}. Choose what is sent in your settings.",
  "invitation.subject": "How was it: {{what}}?",
  "invitation.reminder": "Reminder: how was “{{what}}”?",
  "invitation.delivered": "{{provider}} delivered “{{what}}” on {{when}}.",
  "invitation.ask": "How satisfied are you? One press is enough; you confirm it on the page that opens.",
  "invitation.score.1": "1 – very dissatisfied",
  "invitation.score.2": "2 – dissatisfied",
  "invitation.score.3": "3 – neither",
  "invitation.score.4": "4 – satisfied",
  "invitation.score.5": "5 – very satisfied",
  "invitation.until": "The link is good until {{when}} and answers this question only.",
};
