import type { Russian } from "../catalogue.ts";
import type { map as english } from "../en/map.ts";

export const map: Russian<typeof english> = {
  "title": "Карта",
  "question": "Кто от кого зависит?",
  "path": "Путь к внешнему покупателю",
  "coverage": "Охват соглашениями",
  "empty.title": "Рисовать пока нечего",
  "empty.text": "Карта складывается из соглашений и передач.",
  "legend": "Доля сдержанных обещаний",
  "nothingDue": "сроков не было",
  "table": "Кто кого обслуживает и какая доля обещаний сдержана",
  "corner": "Исполнитель ↓ Клиент →",
  "cell": "{{provider}} → {{client}}: {{kept}}; обязательств: {{count}}",
  "sentence": "{{month}}: сдержано {{share}} всех обещаний. {{worst}}",
  "sentence.worst": "Слабее всего звено {{provider}} → {{client}}: {{share}}.",
  "sentence.nothing": "{{month}}: сроков не было.",
  "csv.kept": "Сдержано",
  "csv.due": "Срок наступил, в расчёте",
  "csv.share": "Доля, %",
  "folded": "Показано по крупным подразделениям: всех сразу не прочитать. Ячейка раскрывается до подразделений внутри.",
  "part": "Исполнитель: {{provider}}; клиент: {{client}}",
  "part.all": "все",
  "part.back": "Все крупные подразделения",
  "span": "Исполнители {{from}}–{{to}} из {{of}}",
  "span.before": "Предыдущие",
  "span.after": "Следующие",
};
