import { Paperclip } from "lucide-react";
import { useId } from "react";
import { FILE_EXTENSIONS } from "#app/domain/evidence/file-type.ts";
import { MOST_FILE_MB, MOST_FILES } from "#app/domain/evidence/check-evidence.ts";
import { formatDecimal, scaledText } from "#app/format/number.ts";
import type { Locale } from "#app/domain/names.ts";
import type { Key, Translate } from "#app/i18n/catalogue.ts";
import { useLocale, useT } from "#app/i18n/use-t.ts";
import { INPUT_LOOK } from "./field.tsx";
import { Time } from "./time.tsx";

export interface ShownFile {
  readonly id: string;
  readonly name: string;
  readonly size: number;
  readonly attachedTo: string;
  readonly by: string;
  readonly at: number;
}

export interface EvidenceRefusal {
  readonly code: string;
  readonly facts: Readonly<Record<string, string | number>>;
}

/** Where files are chosen; the form around it sends parts (`multipart/form-data`). It stands last, so that the texts before it are read even where a file is refused. */
export function EvidenceField({ label, refusal, hadFiles = false }: { readonly label?: string; readonly refusal?: EvidenceRefusal | null; readonly hadFiles?: boolean }) {
  const t = useT("evidence");
  const id = useId();
  return (
    <div className="flex flex-col gap-1">
      <label htmlFor={id} className="font-medium">
        {label ?? t("field")}
      </label>
      <p id={`${id}-hint`} className="text-sm text-pretty text-muted">
        {t("hint", { files: MOST_FILES, mb: MOST_FILE_MB })}
      </p>
      <input
        id={id}
        type="file"
        name="evidence"
        multiple
        accept={FILE_EXTENSIONS.map((extension) => `.${extension}`).join(",")}
        aria-describedby={refusal ? `${id}-hint ${id}-fault` : `${id}-hint`}
        aria-invalid={refusal ? true : undefined}
        className={`${INPUT_LOOK} w-full max-w-full p-1.5 text-sm`}
      />
      {refusal ? (
        <p id={`${id}-fault`} role="alert" className="text-sm text-breach">
          {t(`refused.${refusal.code}` as Key<"evidence">, refusal.facts)}
        </p>
      ) : null}
      {hadFiles ? <p className="text-sm text-risk">{t("again")}</p> : null}
    </div>
  );
}

/** Files with who added them; each is saved, never shown. */
export function FileList({ files, zone }: { readonly files: readonly ShownFile[]; readonly zone: string }) {
  const t = useT("evidence");
  const locale = useLocale();
  return (
    <ul className="flex flex-col gap-2">
      {files.map((file) => (
        <li key={file.id} className="flex min-w-0 gap-2">
          <Paperclip aria-hidden size={14} className="mt-1 shrink-0 text-faint" />
          <span className="min-w-0">
            <a href={`/work/files/${file.id}`} download className="font-medium break-words text-accent hover:underline">
              {file.name}
            </a>
            <span className="block text-sm text-muted">
              {t(`attachedTo.${file.attachedTo}` as Key<"evidence">)} · {sizeText(file.size, locale, t)} · {file.by}, <Time at={file.at} zone={zone} />
            </span>
          </span>
        </li>
      ))}
    </ul>
  );
}

function sizeText(bytes: number, locale: Locale, t: Translate<"evidence">): string {
  if (bytes >= 1024 * 1024) return t("size.mb", { size: formatDecimal(scaledText(Math.round((bytes * 10) / (1024 * 1024)), 1), locale) });
  return t("size.kb", { size: formatDecimal(String(Math.max(1, Math.round(bytes / 1024))), locale) });
}
