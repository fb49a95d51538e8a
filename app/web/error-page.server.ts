import { LOCALES, type Locale } from "#app/domain/names.ts";

const TEXT: Record<
  Locale,
  { title: string; number: string; home: string; by: Record<number, string> }
> = {
  en: {
    title: "This did not work",
    number: "Number of this error",
    home: "To the start page",
    by: {
      400: "The request could not be read.",
      403: "This request did not come from a page of the portal, so it was refused. Open the page again and repeat.",
      404: "There is nothing at this address.",
      405: "This address does not answer that kind of request.",
      408: "The request took too long to arrive.",
      411: "The request does not say how long it is.",
      413: "The request is larger than the portal accepts. A file may have up to 250 MB: pack it (.gz), cut it, or use the command line.",
      415: "The portal does not read this kind of content here.",
      429: "That is more than the portal does for one person in a minute. Wait a moment and repeat.",
      500: "Something went wrong on our side. It has been recorded.",
      503: "The portal is busy. Try again in a moment.",
    },
  },
  ru: {
    title: "Не получилось",
    number: "Номер ошибки",
    home: "На главную",
    by: {
      400: "Запрос не удалось прочитать.",
      403: "Этот запрос пришёл не со страницы портала, поэтому он отклонён. Откройте страницу заново и повторите.",
      404: "По этому адресу ничего нет.",
      405: "Этот адрес не отвечает на такие запросы.",
      408: "Запрос шёл слишком долго.",
      411: "В запросе не указана его длина.",
      413: "Запрос больше, чем принимает портал. Файл — не больше 250 МБ: сожмите его (.gz), разделите или загрузите из командной строки.",
      415: "Такое содержимое портал здесь не читает.",
      429: "Это больше, чем портал делает для одного человека за минуту. Подождите немного и повторите.",
      500: "Что-то пошло не так у нас. Ошибка записана.",
      503: "Портал занят. Повторите чуть позже.",
    },
  },
};

/**
 * The page for faults that never reach a route: refused requests and unknown errors. It says what happened, gives the number
 * under which the log has it, and nothing else.
 */
export function errorPage(options: {
  readonly status: number;
  readonly requestId: string;
  readonly locale: Locale;
  readonly nonce: string;
}): string {
  const locale = LOCALES.includes(options.locale) ? options.locale : "en";
  const text = TEXT[locale];
  const sentence = text.by[options.status] ?? text.by[options.status < 500 ? 400 : 500];
  return `<!doctype html>
<html lang="${locale}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${text.title}</title><style nonce="${options.nonce}">
:root{color-scheme:light dark}body{font:14px/1.5 system-ui,sans-serif;max-width:32rem;margin:20vh auto;padding:0 16px}
h1{font-size:20px}code{font-size:13px}</style></head>
<body><h1>${text.title}</h1><p>${sentence}</p><p>${text.number}: <code>${options.requestId}</code></p>
<p><a href="/">${text.home}</a></p></body></html>`;
}
