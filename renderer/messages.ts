/** Words of the windows that no other face says; shared sentences live in the contract's wording. */
import type { BridgeRequest } from '../preload/contract/channels.ts';
import type { CountForms } from '../preload/contract/languages/say.ts';
import type { ProblemKind } from '../preload/contract/snapshot.ts';
import { settingsMessages } from './settings/messages.ts';
import { tourMessages } from './tour/messages.ts';
import type { PlanSubject } from './store/glanceStore.ts';

export const messages = {
  navigation: 'Pages',
  export: 'Export',
  exportKinds: {
    usage: 'Usage by day',
    ledger: 'Ledger',
    answers: 'Answers at the boundary',
    events: 'All events, to take in again',
  },
  savePicture: 'Save picture',
  pictureSaved: 'Picture saved',
  exported: { one: 'Saved, {count} row', other: 'Saved, {count} rows' },
  pageNames: {
    history: 'History',
    sessions: 'Sessions',
    credits: 'Credits',
    settings: 'Settings',
    help: 'Help',
  },
  begin: 'Begin reading',
  notNow: 'Not now',
  willRead: 'What will be read',
  willReadNote: 'Session files are only read, never written. Figures are kept in a local database.',
  lookedIn: 'Looked in',
  lookAgain: 'Look again',
  folderFound: 'found',
  folderMissing: 'not found',
  folderWithoutUsage: 'found, keeps no usage',
  notFound: 'Not found: {agents}',
  otherAgents: 'Other agents',
  useNotReported: 'Use not reported',
  nowAt: 'now {time}',
  accountBalance: '{account} balance',
  paidRegion: 'would be paid',
  paidRegionNow: 'is being paid',
  unpaidRegion: 'no plan, nothing paid',
  heldRegion: 'held',
  paidRegionShort: '$',
  ofLimit: 'of {limit} limit',
  nextMessage: 'next message',
  fiveHoursLater: 'five hours later',
  roadTable: 'Points of the five-hour road',
  roadTableTime: 'Time',
  roadTableUse: 'Plan used',
  roadEven: 'Even pace now',
  roadForecast: 'Forecast',
  resetToggle: 'Switch between time left and clock time',
  limits: 'Other limits',
  credits: 'Usage credits',
  creditsUnknown: 'balance not reported',
  notStarted: 'starts with the next message',
  workingNow: 'Working now',
  workingNote: 'at API prices, estimated',
  perHour: '/h',
  notPriced: 'not priced',
  context: '{tokens} context',
  takeStopBack: 'Take “stop” back',
  takeModelStopBack: 'Take “stop” for {model} back',
  takeConsentBack: 'Take the consent back',
  stoppedHere: 'Stopped by the gate',
  stoppedCanGoOn: 'ready to go on',
  stoppedHeld: 'held now',
  stoppedAt: '{agent}, stopped {time}',
  copyCommand: 'Copy command',
  commandCopied: 'Copied',
  nothingToTakeUp: 'nothing to take up',
  dismiss: 'Dismiss',
  dismissOne: 'Dismiss {name}',
  moreSessions: { one: '{count} more', other: '{count} more' },
  showFewer: 'Show fewer',
  worth: 'Worth at API prices',
  worthNote: 'Estimated from local logs · may differ from your bill',
  unpricedAnswers: { one: '{count} answer not priced', other: '{count} answers not priced' },
  today: 'Today',
  last30Days: 'Last 30 days',
  cost: 'Cost',
  tokens: 'tokens',
  tokenCount: '{tokens} tokens',
  problems: 'Problems',
  notices: 'Notices',
  problemError: 'Problem: ',
  refresh: 'Refresh',
  refreshKey: 'Refresh (R)',
  refreshing: 'Refreshing',
  more: 'More',
  quit: 'Quit Tollgate',
  bridgeHeading: 'Status line bridge',
  bridgeOffer: '{agent} can report its plan use to Tollgate through its status line.',
  bridgeShow: 'Show the change',
  bridgeRemove: 'Remove status line bridge',
  gateHeading: 'Gate',
  gateOffer: '{agent} can be held before it makes a paid request, through hooks in its settings.',
  gateInstall: 'Hold {agent} at the boundary',
  gateRemove: 'Remove the gate of {agent}',
  gateStates: 'At the boundary',
  bridgeDiff: 'Change to the settings file',
  bridgeCopy: 'Copy',
  bridgeCopied: 'Copied',
  cancel: 'Cancel',
  noAnswer: 'Tollgate did not answer. Try again, or quit and start it once more.',
  filesOf: '{done} of {total} files',
  bytesOf: '{done} of {total}',
  ...settingsMessages,
  ...tourMessages,
} as const;

/** Words of what the user can put right. */
export const adjustMessages = {
  open: 'Adjust',
  heading: 'Adjust',
  plan: 'Plan',
  planUnknown: 'not said',
  balance: 'Balance now',
  balanceSave: 'Save balance',
  balanceNote: 'Counted from here: what is spent afterwards is taken off.',
  balanceWrong: 'Type one amount, such as 12.50.',
  atLimit: {
    session: 'At the limit now, five-hour window',
    weekly: 'At the limit now, this week',
  },
  atLimitNote: 'The provider has stopped you. Counts as used up until the reset, {reset}.',
  sources: 'Sources',
  saved: 'Saved.',
  balanceSaved: 'Balance saved: {amount}.',
  undone: 'Taken back.',
  undo: 'Undo',
} as const;

/** What each source that can be switched on tells, and what switching it on means. */
export const sourceWords = {
  claudeUsage: {
    name: 'Ask Claude Code for plan use',
    consequence: 'Starts your own claude program at most every five minutes; it asks its provider.',
  },
  claudeAuthStatus: {
    name: 'Ask Claude Code for plan and account',
    consequence: 'Starts your own claude program about hourly; it reads its own sign-in.',
  },
  codexAppServer: {
    name: 'Ask Codex for plan use and credits',
    consequence: 'Starts your own codex program at most every five minutes; it asks its provider.',
  },
  openTelemetry: {
    name: 'Receive Claude Code’s OpenTelemetry',
    consequence: 'Listens on this computer only; figures come once Claude Code is set to send.',
  },
} as const;

/** Words of the prompt that are not sentences about figures. */
export const promptMessages = {
  enterKey: 'Enter',
  continueTitle: 'Continue on credits',
  atMost: 'at most',
  cap: 'Cap in dollars',
  capWrong: 'Type an amount of dollars, such as 10 or 12.50.',
  capAbove: 'Less than this can be spent; the ceiling ends it first.',
  until: 'until',
  for: 'for',
  stopAndAsk: 'Stop now, ask again at',
  askAgainAt: 'When to ask again',
  escapeMeansStop: 'Esc means stop',
  noQuestion: 'There is no open question.',
} as const;

type BridgeChange = BridgeRequest['change'];

type ChangeWords = { readonly title: string; readonly apply: string; readonly done: string };

const bridgeWords = {
  install: {
    title: 'Install the status line bridge',
    apply: 'Install',
    done: 'Installed. Plan use appears with the agent’s next answer.',
  },
  remove: {
    title: 'Remove the status line bridge',
    apply: 'Remove',
    done: 'Removed. The settings file is as it was.',
  },
} as const satisfies Readonly<Record<BridgeChange, ChangeWords>>;

const gateWords = {
  install: {
    title: 'Install the gate',
    apply: 'Install',
    done: 'Installed. The agent is held from its next prompt on.',
  },
  remove: {
    title: 'Remove the gate',
    apply: 'Remove',
    done: 'Removed. The agent is not held any more.',
  },
} as const satisfies Readonly<Record<BridgeChange, ChangeWords>>;

/** What the panel says about each change, in either direction. */
export const changeMessages = {
  bridge: bridgeWords,
  gate: gateWords,
} as const satisfies Readonly<Record<PlanSubject, unknown>>;

const COUNT_UNITS = {
  'lines-refused': { one: '{count} line', other: '{count} lines' },
  'file-unreadable': { one: '{count} file', other: '{count} files' },
  'folder-unreadable': { one: '{count} folder', other: '{count} folders' },
  'models-unpriced': { one: '{count} model', other: '{count} models' },
  'settings-refused': { one: '{count} setting', other: '{count} settings' },
} as const satisfies Readonly<Partial<Record<ProblemKind, CountForms>>>;

/** What a problem's count counts; null where that has no name. */
export function countUnit(kind: ProblemKind) {
  return kind in COUNT_UNITS ? COUNT_UNITS[kind as keyof typeof COUNT_UNITS] : null;
}
