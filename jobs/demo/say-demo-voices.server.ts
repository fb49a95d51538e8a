import { DAY_MS, HOUR_MS } from "#app/domain/time/local-date.ts";
import { localDateOf, zoneOf } from "#app/domain/time/zone.ts";
import type { VoiceAct } from "#app/domain/voice/decide-voice.ts";
import type { VoiceKind } from "#app/domain/voice/voice-kind.ts";
import { actOnVoice } from "#app/operations/act-on-voice.server.ts";
import type { OperationContext } from "#app/operations/context.ts";
import { openCaseOfVoice } from "#app/operations/open-case.server.ts";
import { sayVoice } from "#app/operations/say-voice.server.ts";
import { loadDepartments } from "#db/queries/directory.server.ts";
import { loadMemberships, loadPeople, loadPosts } from "#db/queries/people.server.ts";
import { loadDelivered } from "#db/queries/ratings.server.ts";
import { findVoice } from "#db/queries/voices.server.ts";

interface Words {
  readonly en: string;
  readonly ru: string;
}

interface DemoVoice {
  readonly kind: VoiceKind;
  readonly from: string;
  readonly to: string;
  readonly daysAgo: number;
  /** About the newest late delivery between the two. */
  readonly aboutTask?: boolean;
  readonly subject: Words;
  readonly text: Words;
  /** Hours after it was said, act, words. */
  readonly then: readonly (readonly [number, VoiceAct, Words])[];
  readonly becomesCase?: boolean;
}

const SETTLED: Words = { en: "", ru: "" };

const VOICES: readonly DemoVoice[] = [
  {
    kind: "complaint", from: "SALES", to: "FIN", daysAgo: 9, aboutTask: true, becomesCase: true, subject: { en: "We learnt of it from our customer", ru: "Об этом мы узнали от своего клиента" },
    text: { en: "Nobody told us that something had gone wrong. Our customer asked first, and we had no answer.", ru: "Нас не предупредили, что что-то пошло не так. Первым спросил наш клиент, и ответить было нечего." },
    then: [[5, "reply", { en: "You are right: we saw it and told nobody. We make it a case and change how we warn.", ru: "Вы правы: увидели и не сказали. Заводим разбор и меняем порядок предупреждения." }]],
  },
  {
    kind: "claim", from: "SALES", to: "FIN", daysAgo: 8, subject: { en: "Please issue the corrected invoice again", ru: "Перевыставьте исправленный счёт" },
    text: { en: "The invoice has the old address, the customer does not pay by it.", ru: "В счёте старый адрес, клиент по нему не платит." }, then: [],
  },
  {
    kind: "question", from: "SALES", to: "FIN", daysAgo: 0, subject: { en: "Which exchange rate does the report use?", ru: "Какой курс используется в отчёте?" },
    text: { en: "We compare it with our own figures and differ by two percent.", ru: "Сверяем со своими цифрами и расходимся на два процента." }, then: [],
  },
  {
    kind: "thanks", from: "SALES", to: "FIN", daysAgo: 4, aboutTask: true, subject: { en: "Thank you for the evening before the tender", ru: "Спасибо за вечер перед тендером" },
    text: { en: "You stayed with us until the guarantee was there. We won.", ru: "Вы оставались с нами, пока не пришла гарантия. Мы выиграли." }, then: [],
  },
  {
    kind: "question", from: "FIN", to: "HR", daysAgo: 5, subject: { en: "When does the new holiday form start?", ru: "Когда начнёт действовать новая форма отпуска?" },
    text: { en: "We plan the closing of the year and need the dates.", ru: "Планируем закрытие года, нужны даты." },
    then: [[6, "reply", { en: "From the first of next month; the old form is taken until then.", ru: "С первого числа следующего месяца, до этого принимаем старую." }]],
  },
  {
    kind: "wish", from: "LOG", to: "IT", daysAgo: 20, subject: { en: "A list of routes that opens on a phone", ru: "Список маршрутов, который открывается на телефоне" },
    text: { en: "Drivers have no computer in the cabin.", ru: "У водителей в кабине нет компьютера." },
    then: [[26, "reply", { en: "It is in the plan of the next quarter; we show you a draft before.", ru: "Есть в плане следующего квартала; заранее покажем черновик." }], [50, "close", SETTLED]],
  },
  {
    kind: "complaint", from: "PROD", to: "IT", daysAgo: 12, subject: { en: "The terminal in hall 2 freezes every morning", ru: "Терминал в цехе 2 зависает каждое утро" },
    text: { en: "Three mornings in a row, twenty minutes each.", ru: "Три утра подряд, минут по двадцать." },
    then: [[8, "reply", { en: "Restarted and updated.", ru: "Перезапустили и обновили." }], [60, "reopen", { en: "It froze again today at eight.", ru: "Сегодня в восемь снова завис." }]],
  },
  {
    kind: "question", from: "SALES", to: "FIN", daysAgo: 48, subject: { en: "Who signs acts in August?", ru: "Кто подписывает акты в августе?" }, text: { en: "The usual person is on leave.", ru: "Обычный сотрудник в отпуске." },
    then: [[7, "reply", { en: "The deputy, the list is on the page of the department.", ru: "Заместитель, список есть на странице подразделения." }], [20, "close", SETTLED]],
  },
  {
    kind: "thanks", from: "PROD", to: "IT", daysAgo: 40, subject: { en: "Thank you for the night of the move", ru: "Спасибо за ночь переезда" }, text: { en: "In the morning everything worked.", ru: "Утром всё работало." }, then: [],
  },
];

/** What clients said by themselves: each kind, in each state, some of it months ago so that scorecards have figures. */
export async function sayDemoVoices(ctx: OperationContext, zoneName: string): Promise<number> {
  const { store } = ctx;
  const today = localDateOf(zoneOf(zoneName), ctx.now);
  const [departments, memberships, posts, people, tasks] = await Promise.all([loadDepartments(store), loadMemberships(store, today, today), loadPosts(store, today), loadPeople(store), loadDelivered(store, ctx.now - 30 * DAY_MS, ctx.now)]);
  const idOf = (code: string) => departments.find((row) => row.code === code)?.id ?? "";
  const localeOf = (personId: string) => people.find((row) => row.id === personId)?.locale ?? "ru";
  const headOf = (departmentId: string) => posts.find((post) => post.departmentId === departmentId && post.post === "head")?.personId ?? null;
  let said = 0;
  for (const [index, voice] of VOICES.entries()) {
    const [clientId, providerId] = [idOf(voice.from), idOf(voice.to)];
    const [sender, head] = [headOf(clientId), headOf(providerId)];
    if (!sender || !head) continue;
    const at = ctx.now - voice.daysAgo * DAY_MS - HOUR_MS;
    const task = voice.aboutTask ? tasks.findLast((row) => row.providerId === providerId && row.clientId === clientId && (voice.kind === "thanks" || row.isLate)) : undefined;
    const thanked = voice.kind === "thanks" ? (memberships.find((row) => row.departmentId === providerId && row.personId !== head)?.personId ?? null) : null;
    const made = await sayVoice({ ...ctx, now: at }, {
      kind: voice.kind, subject: voice.subject[localeOf(sender)], text: voice.text[localeOf(sender)], clientId, providerId, taskId: task?.taskId ?? null, productId: null, thankedId: thanked, formKey: `demo-${index}`, personId: sender,
    });
    if (!made.ok) throw new Error(`demo voice ${index} refused: ${made.faults[0]?.code}`);
    said += 1;
    for (const [hours, act, words] of voice.then) {
      const isReply = act === "reply";
      const personId = isReply ? head : sender;
      const row = await findVoice(store, made.voiceId);
      await actOnVoice({ ...ctx, now: Math.min(ctx.now, at + hours * HOUR_MS) }, { voiceId: made.voiceId, rowVersion: row!.rowVersion, act, text: words[localeOf(personId)], sides: [isReply ? "provider" : "client"], personId });
    }
    if (voice.becomesCase) await openCaseOfVoice({ ...ctx, now: at + DAY_MS }, made.voiceId);
  }
  return said;
}
