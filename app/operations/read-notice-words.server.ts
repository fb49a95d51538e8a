import { isNoticeKind, type NoticeKind } from "#app/domain/notice/notice-kind.ts";
import { nameIn } from "#app/domain/names.ts";
import type { Locale } from "#app/domain/names.ts";
import { PORTAL_JOBS, type PortalJob } from "#app/domain/schedule/portal-jobs.ts";
import { formatDay, formatPeriod } from "#app/format/date.ts";
import { formatInstant } from "#app/format/instant.ts";
import { translateIn } from "#app/i18n/translate.server.ts";
import { listAgreements, loadGroups } from "#db/queries/agreement-pages.server.ts";
import { loadPlans } from "#db/queries/plans.server.ts";
import { loadAllProducts } from "#db/queries/products.server.ts";
import { loadDepartments, loadOrganisation } from "#db/queries/directory.server.ts";
import { loadTasksById } from "#db/queries/verdicts.server.ts";
import type { Store } from "#db/store.ts";
import { clientParty } from "./read-agreements.server.ts";
import { openAccessWords } from "./speak-access.server.ts";
import { openWatchWords } from "./relationship/speak-watch.server.ts";
import type { CommunicationStyle } from "#app/domain/style/style.ts";
import { openStyleWords } from "./style/speak-style.server.ts";
import { openFollowUpWords } from "./speak-follow-up.server.ts";

export interface SpokenNotice {
  readonly text: string;
  /** Path of what it is about. */
  readonly to: string | null;
  /** A sentence that the reader's style adds. */
  readonly more?: string;
}

/** Sentences and doors of notices, in their order: what they are about is looked up when they are read. `style` is the reader's own. */
export async function speakNotices(store: Store, notices: readonly { readonly kind: string; readonly refs: Readonly<Record<string, string>> }[], locale: Locale, style: CommunicationStyle | null = null): Promise<(SpokenNotice | null)[]> {
  if (!notices.some((notice) => isNoticeKind(notice.kind))) return notices.map(() => null);
  const [products, agreements, departments, groups] = await Promise.all([loadAllProducts(store), listAgreements(store, { side: "all" }), loadDepartments(store, "all"), loadGroups(store)]);
  const departmentById = new Map(departments.map((row) => [row.id, row]));
  const groupById = new Map(groups.map((row) => [row.id, row]));
  const productById = new Map(products.map((row) => [row.id, row]));
  const byId = new Map(agreements.map((row) => [row.id, row]));
  const [organisation, tasks, plans] = await Promise.all([loadOrganisation(store), loadTasksById(store, notices.flatMap(({ refs }) => refs.taskId ?? [])), notices.some(({ refs }) => refs.planId) ? loadPlans(store) : []]);
  const planById = new Map(plans.map((row) => [row.id, row]));
  const taskById = new Map(tasks.map((row) => [row.id, row]));
  const zone = organisation?.zone ?? "UTC";
  const speakFollowUp = await openFollowUpWords(store, notices.map(({ refs }) => refs), departmentById, locale);
  const speakWatch = await openWatchWords(store, notices.map(({ refs }) => refs), departmentById, { zone, locale });
  const speakAccess = await openAccessWords(store, notices.map(({ refs }) => refs), locale);
  const styleWords = await openStyleWords(store, notices.map(({ refs }) => refs), { departments: departmentById, tasks: taskById, zone, locale });
  const t = translateIn(locale, "notices");
  const speak = (kind: NoticeKind, refs: Readonly<Record<string, string>>): SpokenNotice | null => {
    if (refs.job) return { text: t(kind, { job: speakJob(refs.job, locale) }), to: `/settings/jobs/${refs.job}` };
    const said = styleWords.speak(kind, refs) ?? speakFollowUp(kind, refs) ?? speakWatch(kind, refs) ?? speakAccess(kind, refs);
    if (said) return said;
    const plan = planById.get(refs.planId ?? "");
    if (plan) return { text: t(kind, { plan: nameIn(plan.name, locale), number: refs.number ?? "", period: refs.period ? formatPeriod(refs.period, locale) : "", to: refs.to ? formatDay(refs.to, locale) : "" }), to: doorOfPlan(kind, plan.id, refs) };
    const task = taskById.get(refs.taskId ?? "");
    if (task) {
      const nameOf = (id: string) => nameIn(departmentById.get(id)?.name ?? {}, locale);
      const values = { task: task.title || task.externalId, client: nameOf(task.clientId), provider: nameOf(task.providerId), product: nameIn(productById.get(task.productId)?.name ?? {}, locale) };
      return { text: t(kind, { ...values, when: task.dueAt === null ? "" : formatInstant(task.dueAt, zone, locale) }), to: `/work/${task.id}` };
    }
    const department = departmentById.get(refs.departmentId ?? "");
    const other = departmentById.get(refs.otherId ?? "");
    if (department && other) return { text: t(kind, { department: `${nameIn(department.name, locale)} – ${nameIn(other.name, locale)}`, number: refs.number ?? "", to: refs.to ? formatDay(refs.to, locale) : "" }), to: `/relationships/${department.id}/${other.id}/meetings${refs.number ? `/${refs.number}` : ""}` };
    const product = productById.get(refs.productId ?? "");
    if (department && product) {
      const values = { department: nameIn(department.name, locale), product: nameIn(product.name, locale), year: refs.year ?? "" };
      return { text: t(kind, values), to: refs.needId ? `/needs/${refs.needId}` : `/catalogue/inventory?year=${refs.year ?? ""}` };
    }
    if (department && refs.quarter) return { text: t(kind, { department: nameIn(department.name, locale), quarter: formatPeriod(refs.quarter, locale), to: refs.to ? formatDay(refs.to, locale) : "" }), to: `/ratings/relationships/${department.id}?quarter=${refs.quarter}` };
    if (department) return { text: t(kind, { department: nameIn(department.name, locale), to: refs.to ? formatDay(refs.to, locale) : "" }), to: doorOfDepartment(kind, department.id) };
    const agreement = byId.get(refs.agreementId ?? "");
    if (!agreement) return null;
    const client = clientParty(agreement, departmentById, groupById);
    const pair = `${nameIn(departmentById.get(agreement.providerId)?.name ?? {}, locale)} → ${client.name ? nameIn(client.name, locale) : translateIn(locale, "agreements")("everyone")}`;
    return { text: t(kind, { pair, number: refs.number ?? "", to: refs.to ? formatDay(refs.to, locale) : "" }), to: refs.obligationKey ? `/work/planned/one?obligation=${encodeURIComponent(refs.obligationKey)}&date=${refs.date ?? ""}` : `/agreements/${agreement.id}/versions/${refs.number ?? ""}` };
  };
  return notices.map(({ kind, refs }) => {
    const spoken = isNoticeKind(kind) ? speak(kind, refs) : null;
    const more = spoken && isNoticeKind(kind) ? styleWords.more(kind, refs, style) : null;
    return spoken && more !== null ? { ...spoken, more } : spoken;
  });
}

/** The name of a job; its code where this version has no such job any more. */
const speakJob = (job: string, locale: Locale): string => (PORTAL_JOBS.some((one) => one.job === job) ? translateIn(locale, "settings")(`job.${job as PortalJob}`) : job);

/** Where a notice about a plan leads. */
const doorOfPlan = (kind: NoticeKind, planId: string, refs: Readonly<Record<string, string>>): string =>
  kind === "coefficients_asked" ? `/pay/plans/${planId}/coefficients?period=${refs.period ?? ""}` : `/pay/plans/${planId}/acknowledge?version=${refs.number ?? ""}`;

/** Where a notice about a department leads. */
function doorOfDepartment(kind: NoticeKind, departmentId: string): string {
  if (kind === "answer_voided_rater") return "/ratings/given";
  if (kind === "answer_voided_provider") return `/ratings?provider=${departmentId}`;
  return `/departments/${departmentId}`;
}
