/** Words of the Sessions page. */
import type { SessionOrder, SessionSpan } from '../../preload/contract/review/sessions.ts';

const SPANS: Readonly<Record<SessionSpan, string>> = {
  '7-days': '7 days',
  '30-days': '30 days',
  '1-year': 'Year',
  all: 'All',
};

const ORDERS: Readonly<Record<SessionOrder, string>> = {
  latest: 'Latest',
  cost: 'Dearest',
  credits: 'Most credits',
  longest: 'Longest',
};

export const words = {
  span: 'How far back',
  spans: SPANS,
  order: 'Order',
  orders: ORDERS,
  search: 'Search sessions',
  searchHint: 'Search sessions',
  agent: 'Agent',
  everyAgent: 'Every agent',
  list: 'Sessions',
  reading: 'Reading the sessions…',
  empty: 'No session in this time.',
  emptyHint: 'Sessions appear here once an agent has answered in them.',
  nothingFound: 'No session has all of these words.',
  live: 'working now',
  noPrice: 'not priced',
  back: 'All sessions',
  worth: 'Worth at API prices',
  paid: 'Paid with credits',
  none: 'none',
  ofWorth: 'of',
  perHour: 'An hour of work',
  worked: 'Worked',
  tooShort: 'too short to say',
  tokens: 'Tokens',
  tokenKinds: {
    input: 'New input',
    output: 'Output',
    cacheWrite: 'Cache written',
    cacheRead: 'Cache read',
  },
  models: 'Models',
  model: 'Model',
  answers: 'Answers',
  cost: 'Cost',
  credits: 'Credits',
  context: 'Context carried',
  contextNote: 'What each answer had before it. Paid answers are violet.',
  contextTable: 'Context by answer',
  time: 'Time',
  cache: 'Cache',
  restartHere: 'cheaper to restart here',
  showTable: 'Table',
  showChart: 'Chart',
  helpers: 'Sub-agents',
  limits: 'Limit reached',
  branch: 'Branch',
  folder: 'Folder',
  session: 'Session',
  started: 'Started',
  showTranscript: 'Show transcript',
  copyId: 'Copy session id',
  copied: 'Copied',
  gone: 'The transcript is gone; its counts are kept.',
  estimated: 'Estimated from local logs at API prices; may differ from your bill.',
  noAnswer: 'Tollgate does not answer. Close this window and open it again.',
} as const;

/** `1 session`, `12 sessions`. */
export function counted(count: number, one: string, many: string): string {
  return `${count}\u00a0${count === 1 ? one : many}`;
}
