import { access } from "./ru/access.ts";
import { account } from "./ru/account.ts";
import { audit } from "./ru/audit.ts";
import { common } from "./ru/common.ts";
import { shell } from "./ru/shell.ts";
import { home } from "./ru/home.ts";
import { week } from "./ru/week.ts";
import { start } from "./ru/start.ts";
import { glossary } from "./ru/glossary.ts";
import { composer } from "./ru/composer.ts";
import { remarks } from "./ru/remarks.ts";
import { levels } from "./ru/levels.ts";
import { style } from "./ru/style.ts";
import { voice } from "./ru/voice.ts";
import { work } from "./ru/work.ts";
import { desk } from "./ru/desk.ts";
import { evidence } from "./ru/evidence.ts";
import { agreements } from "./ru/agreements.ts";
import { obligation } from "./ru/obligation.ts";
import { negotiation } from "./ru/negotiation.ts";
import { notices } from "./ru/notices.ts";
import { ratings } from "./ru/ratings.ts";
import { improvement } from "./ru/improvement.ts";
import { closing } from "./ru/closing.ts";
import { scorecards } from "./ru/scorecards.ts";
import { pay } from "./ru/pay.ts";
import { payroll } from "./ru/payroll.ts";
import { plans } from "./ru/plans.ts";
import { members } from "./ru/members.ts";
import { coefficients } from "./ru/coefficients.ts";
import { acknowledging } from "./ru/acknowledging.ts";
import { map } from "./ru/map.ts";
import { chain } from "./ru/chain.ts";
import { catalogue } from "./ru/catalogue.ts";
import { calendars } from "./ru/calendars.ts";
import { search } from "./ru/search.ts";
import { saved } from "./ru/saved.ts";
import { views } from "./ru/views.ts";
import { settings } from "./ru/settings.ts";
import { causes } from "./ru/causes.ts";
import { delays } from "./ru/delays.ts";
import { relationship } from "./ru/relationship.ts";
import { watch } from "./ru/watch.ts";
import { meeting } from "./ru/meeting.ts";
import { clients } from "./ru/clients.ts";
import { fairness } from "./ru/fairness.ts";
import { surveys } from "./ru/surveys.ts";
import { tokens } from "./ru/tokens.ts";
import { hooks } from "./ru/hooks.ts";
import { sources } from "./ru/sources.ts";
import { documents } from "./ru/documents.ts";
import { errors } from "./ru/errors.ts";
import { states } from "./ru/states.ts";
import { reasons } from "./ru/reasons.ts";
import { asking } from "./ru/asking.ts";
import { mail } from "./ru/mail.ts";
import { organisation } from "./ru/organisation.ts";
import { reorganisation } from "./ru/reorganisation.ts";
import { products } from "./ru/products.ts";
import { needs } from "./ru/needs.ts";
import { disputes } from "./ru/disputes.ts";
import { planned } from "./ru/planned.ts";
import { rounds } from "./ru/rounds.ts";
import { library } from "./ru/library.ts";
import { intake } from "./ru/intake.ts";
import { jobs } from "./ru/jobs.ts";
import { backups } from "./ru/backups.ts";

/** Every namespace of the Russian catalogue. */
export const ru = {
  access,
  account,
  audit,
  common,
  shell,
  home,
  week,
  start,
  glossary,
  work,
  desk,
  evidence,
  agreements,
  obligation,
  negotiation,
  notices,
  ratings,
  levels,
  style,
  voice,
  composer,
  remarks,
  improvement,
  closing,
  scorecards,
  pay,
  payroll,
  plans,
  members,
  coefficients,
  acknowledging,
  map,
  chain,
  catalogue,
  calendars,
  search,
  saved,
  views,
  settings,
  clients,
  relationship,
  meeting,
  watch,
  fairness,
  surveys,
  rounds,
  tokens,
  hooks,
  sources,
  causes,
  delays,
  documents,
  errors,
  states,
  reasons,
  asking,
  mail,
  organisation,
  reorganisation,
  products,
  needs,
  disputes,
  planned,
  library,
  intake,
  jobs,
  backups,
};
