/** Words of the Help page. */
import type { FindingVerdict } from '../../preload/contract/review/help.ts';

const VERDICTS = {
  yes: 'Found',
  maybe: 'Could be',
  unknown: 'Cannot be told',
  no: 'Not this',
} as const satisfies Readonly<Record<FindingVerdict, string>>;

export const words = {
  reading: 'Checking your data…',
  checks: 'Checked against your own data',
  checksNote:
    'Nothing is asked of anybody for this. Links open in your browser when you click them.',
  verdicts: VERDICTS,
  opens: 'opens in your browser',
  versus: 'Plan allowance and usage credits',
  plan: 'Plan allowance',
  credits: 'Usage credits',
  glossary: 'Words',
  reads: 'What Tollgate reads',
  readsNote:
    'Session files are only read, never written. Sign-in files and browser data of the agents are never opened.',
  agent: 'Agent',
  folder: 'Folder',
  files: 'Session files',
  notThere: 'not there',
  diagnostics: 'Diagnostics',
  diagnosticsNote:
    'Versions, folders and problems. No project, no session, no amount; your home folder is written as ~.',
  copy: 'Copy diagnostics',
  copied: 'Copied',
  noAnswer: 'Tollgate does not answer. Close this window and open it again.',
} as const;

/** Row, plan allowance, usage credits. Source: the provider’s article on usage credits. */
export const VERSUS = [
  ['What it is', 'Included in the subscription', 'Paid beside it, at API prices'],
  ['Measured in', 'Percent of a window, by the provider', 'Money'],
  ['Returns', 'At each reset: five hours, and a week', 'Only by buying more'],
  [
    'Used first',
    'Yes, by Claude Code, Codex and the providers’ own apps',
    'After the plan, if switched on',
  ],
  ['Third-party apps', 'Usually not', 'Yes: then from the first request on'],
  [
    'Can be capped',
    'By its windows',
    'Spend limit, auto-reload’s monthly cap, and Tollgate’s own answer',
  ],
] as const satisfies readonly (readonly [string, string, string])[];

/**
 * The two sources of this project differ about Claude Code; which is followed, and why, is said.
 */
export const DRAW_NOTE =
  'A guide by a third party says that Claude Code never draws on the plan. Anthropic’s own article says that it draws on the plan first and on credits after it, and so does every reading that Claude Code reports. Tollgate follows the article; for each agent you can change it in Settings.';

export const GLOSSARY = [
  ['Window', 'A limit period: five hours from the first message, a week, or a week for one model.'],
  ['Reset of a window', 'The instant at which a window’s use returns to zero.'],
  ['Balance', 'Prepaid credits left, in money. Unknown is not zero.'],
  ['Spend limit', 'The monthly cap on usage credits. A cap is not a balance.'],
  ['Auto-reload', 'Credits bought by themselves when the balance falls below a threshold.'],
  ['Daily redemption limit', 'The most credits that the provider lets be used in a day.'],
  [
    'Effective ceiling',
    'The smallest of what is left of spend limit, balance, daily limit and your own budgets.',
  ],
  ['Boundary', 'The moment from which the next request is paid with credits.'],
  ['Consent', 'Your recorded answer at a boundary: go on, with a cap and an end, or stop.'],
  ['Gate', 'The local decision that the agents’ own hooks read: open, closed, or unknown.'],
  ['Reported', 'A figure that the provider stated.'],
  ['Estimated', 'A figure that Tollgate computed from local logs.'],
  ['Draw', 'What a session is paid with: the plan and then credits, credits alone, or an API key.'],
] as const satisfies readonly (readonly [string, string])[];
