/** Words of the Sessions page. */
import type { SessionOrder, SessionSpan } from '../../preload/contract/review/sessions.ts';

const SPANS = {
  '7-days': '7 days',
  '30-days': '30 days',
  '1-year': 'Year',
  all: 'All',
} as const satisfies Readonly<Record<SessionSpan, string>>;

const ORDERS = {
  latest: 'Latest',
  cost: 'Dearest',
  credits: 'Most credits',
  longest: 'Longest',
} as const satisfies Readonly<Record<SessionOrder, string>>;

export const words = {
  agentOnHost: '{agent} on {host}',
  period: '{from} to {until}',
  fromCache: '{percent} of all prompts came from the cache',
  restartSaves: 'A new conversation at {instant} would have saved about {amount}.',
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
  ofWorth: ' of {worth}',
  perHour: 'An hour of work',
  worked: 'worked {duration}',
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
  contextTable: 'Context by answer',
  time: 'Time',
  restartHere: 'cheaper to restart here',
  showTable: 'Table',
  showChart: 'Chart',
  helpers: 'Sub-agents · {count}',
  limits: 'Limit reached',
  branch: 'branch {branch}',
  folder: 'Folder',
  session: 'Session',
  showTranscript: 'Show transcript',
  copyId: 'Copy session id',
  copied: 'Copied',
  gone: 'The transcript is gone; its counts are kept.',
  estimated: 'Estimated from local logs at API prices; may differ from your bill.',
  noAnswer: 'Tollgate does not answer. Close this window and open it again.',
} as const;

/** Numbers of things; a number is not parted from what it counts. */
export const counts = {
  sessions: { one: '{count}\u00a0session', other: '{count}\u00a0sessions' },
  sessionsOf: { one: '{shown} of {count}\u00a0session', other: '{shown} of {count}\u00a0sessions' },
  subAgents: { one: '{count}\u00a0sub-agent', other: '{count}\u00a0sub-agents' },
  answers: { one: '{count}\u00a0answer', other: '{count}\u00a0answers' },
  unpriced: {
    one: '{count}\u00a0answer not priced',
    other: '{count}\u00a0answers not priced',
  },
  unclear: { one: '{count}\u00a0answer unclear', other: '{count}\u00a0answers unclear' },
  times: { one: '{count}\u00a0time', other: '{count}\u00a0times' },
  misses: {
    one: '{percent} of all prompts came from the cache, {count}\u00a0miss',
    other: '{percent} of all prompts came from the cache, {count}\u00a0misses',
  },
  leftOut: {
    one: 'ours leaves out {count}\u00a0answer without a price',
    other: 'ours leaves out {count}\u00a0answers without a price',
  },
  contextOver: {
    one: 'Context carried: from {first} to {last} tokens over {count} answer, at most {most}',
    other: 'Context carried: from {first} to {last} tokens over {count} answers, at most {most}',
  },
  restart: {
    one: 'The answer after it carried {carried} tokens; a new one begins with {fresh}. What would have had to be explained again is not counted.',
    other:
      'The {count} answers after it carried {carried} tokens; a new one begins with {fresh}. What would have had to be explained again is not counted.',
  },
} as const;

/** What an agent's own program says of a session's cost. */
export const agentCostWords = {
  heading: '{agent}’s own figure',
  asOf: 'Its own estimate, as of {instant}',
  guessed: 'with a guessed price for a model that it does not know',
  noPrice: '{amount}, where ours has no price',
  same: '{amount}, the same as ours',
  more: '{amount}, {drift} more than ours of {ours}',
  less: '{amount}, {drift} less than ours of {ours}',
} as const;
