import type { Russian } from "../catalogue.ts";
import type { evidence as english } from "../en/evidence.ts";

export const evidence: Russian<typeof english> = {
  "field": "Файлы в подтверждение",
  "field.delivery": "Файлы",
  "hint": "Не больше {{files}} файлов по {{mb}} МБ: PDF, изображения, документы Office и OpenDocument, текст, CSV, письма, ZIP.",
  "again": "Выберите файлы ещё раз: браузер их не запоминает.",
  "list": "Файлы",
  "none": "Файлов нет.",
  "size.kb": "{{size}} КБ",
  "size.mb": "{{size}} МБ",
  "attachedTo.delivery": "передача",
  "attachedTo.return": "возврат",
  "attachedTo.input": "исходные данные",
  "attachedTo.objection": "возражение",
  "attachedTo.decision": "решение",
  "add": "Приложить файлы",
  "refused.no_files": "Выберите хотя бы один файл.",
  "refused.too_many_files": "Не больше {{most}} файлов за раз. Остальные отправьте потом или упакуйте.",
  "refused.file_empty": "{{file}}: файл пуст.",
  "refused.file_too_large": "{{file}}: больше {{most}} МБ.",
  "refused.files_too_large": "Файлы вместе больше {{most}} МБ. Отправьте их по очереди.",
  "refused.file_type": "{{file}}: такие файлы не принимаются. Принимаются {{types}}.",
  "refused.file_content": "{{file}}: содержание не соответствует .{{extension}}. Сохраните файл в этом формате заново.",
  "refused.subject_full": "Здесь уже {{most}} МБ файлов, больше не помещается.",
  "refused.day_full": "За 24 часа вы добавили {{most}} МБ. Продолжите завтра.",
};
