export const mail = {
  "greeting": "Hello {{name}},",
  "footer": "You get this because you work with {{who}}. Choose what is sent in your settings.",
};
