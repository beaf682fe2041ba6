/** Argument schemas of the request channels; main refuses whatever does not fit. */
import { z } from 'zod';
import { KEY_IDS, PROVIDER_IDS } from './keys.ts';
import type { RequestChannel, Requests } from './channels.ts';
import { EXPORT_FORMATS, EXPORTS } from './review/exports.ts';
import { LINKS } from './review/links.ts';
import { HOST_NAME } from './settingsOfFolders.ts';
import { ASKABLE_SOURCES } from './sources.ts';
import { HISTORY_DIMENSIONS, HISTORY_STEPS } from './review/history.ts';
import { PAGES } from './review/pages.ts';
import { SESSION_ORDERS, SESSION_SPANS } from './review/sessions.ts';
import { AGENT_IDS } from './snapshot.ts';

const agent = z.enum(AGENT_IDS);
const host = z.string().refine((name) => HOST_NAME.safeParse(name).success);
const path = z.string().min(1).max(4096);
const change = z.enum(['install', 'remove']);

/** A change of an agent's own settings file, and the same with what was shown of it. */
const settingsChange = z.strictObject({ agent, folder: path, change });
const plannedChange = settingsChange.extend({
  settingsPath: path,
  diff: z.string().max(1_000_000),
  baseFingerprint: z.string().max(128),
});

const settingChange = z.strictObject({
  path: z.array(z.string().max(4200)).min(1).max(8),
  value: z.unknown().optional(),
});

const provider = z.enum(PROVIDER_IDS);
const keyId = z.enum(KEY_IDS);
/** Whether it is a key is said by main, with a reason to show; this only keeps out what no paste is. */
const typedKey = z.string().max(16_384);

const instantMs = z.number().int().min(0).max(8_640_000_000_000_000);
/** A cap beyond a million dollars is a slip of the finger. */
const capMicros = z.number().int().min(1).max(1_000_000_000_000);

const moneyAccount = z.strictObject({ agent, account: path });
const oneSession = z.strictObject({ agent, sessionId: z.string().min(1).max(512) });

const pixels = z.number().int().min(0).max(20_000);

/** A local day, `YYYY-MM-DD`. */
const day = z.iso.date();
const currency = z
  .string()
  .regex(/^[A-Z]{3}$/)
  .nullable();
/** A balance may be negative: the request in flight at zero. */
const micros = z.number().int().min(-1_000_000_000_000).max(1_000_000_000_000);

const keptKeys = z.array(z.string().max(4200)).max(1000);
const historyFilters = z.strictObject({
  model: keptKeys,
  agent: keptKeys,
  project: keptKeys,
  account: keptKeys,
});

/** In order, and not so long that its bars could not be counted. */
function isRange(range: { readonly sinceDay: string; readonly untilDay: string }): boolean {
  const years = Number(range.untilDay.slice(0, 4)) - Number(range.sinceDay.slice(0, 4));
  return range.sinceDay <= range.untilDay && years <= 30;
}

const consentScope = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('everything') }),
  z.strictObject({ kind: z.literal('project'), project: path }),
  z.strictObject({ kind: z.literal('session'), sessionId: z.string().min(1).max(512) }),
]);

const consentEnd = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('reset') }),
  z.strictObject({ kind: z.literal('time'), atMs: instantMs }),
  z.strictObject({ kind: z.literal('amount') }),
]);

const promptAnswer = z.strictObject({
  question: z.string().min(1).max(2000),
  shownText: z.string().max(4000),
  choice: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('stop'), askAgainAtMs: instantMs.nullable() }),
    z.strictObject({
      kind: z.literal('continue'),
      capMicros: capMicros.nullable(),
      scope: consentScope,
      end: consentEnd,
    }),
  ]),
});

/** One tuple schema a channel; the mapped type makes forgetting one a type error. */
export const requestSchemas = {
  'snapshot:get': z.tuple([]),
  'snapshot:refresh': z.tuple([]),
  'reading:begin': z.tuple([]),
  'preferences:set': z.tuple([z.strictObject({ resetDisplay: z.enum(['countdown', 'clock']) })]),
  'settings:get': z.tuple([]),
  // Whether a value fits its setting is said by the table of settings, with a reason to show.
  'settings:change': z.tuple([z.array(settingChange).min(1).max(100)]),
  'settings:undo': z.tuple([]),
  'settings:facts': z.tuple([]),
  'source:ask': z.tuple([z.enum(ASKABLE_SOURCES)]),
  'folder:choose': z.tuple([]),
  'data:reveal': z.tuple([]),
  'backups:list': z.tuple([]),
  'backups:make': z.tuple([]),
  'backups:restore': z.tuple([z.string().regex(/^tollgate-[\d-]{10}[a-z-]*\.db$/)]),
  'retention:get': z.tuple([]),
  'retention:remove': z.tuple([z.number().int().min(1).max(36_500)]),
  'take-in:choose': z.tuple([]),
  'take-in:preview': z.tuple([path, host.nullable()]),
  'take-in:take': z.tuple([path, host.nullable()]),
  'take-in:list': z.tuple([]),
  'take-in:undo': z.tuple([z.number().int().min(1)]),
  'everything:list': z.tuple([]),
  'everything:remove': z.tuple([]),
  'bridge:plan': z.tuple([settingsChange]),
  'bridge:apply': z.tuple([plannedChange]),
  'gate:plan': z.tuple([settingsChange]),
  'gate:apply': z.tuple([plannedChange]),
  'keys:list': z.tuple([]),
  'keys:save': z.tuple([keyId, typedKey]),
  'keys:test': z.tuple([keyId]),
  'keys:forget': z.tuple([keyId]),
  'providers:get': z.tuple([]),
  'providers:poll': z.tuple([provider]),
  'metrics:get': z.tuple([]),
  'metrics:send': z.tuple([]),
  'answer:revoke': z.tuple([z.string().min(1).max(2048)]),
  'stopped:dismiss': z.tuple([z.string().min(1).max(512).nullable()]),
  'text:copy': z.tuple([z.string().max(1_000_000)]),
  'glance:height': z.tuple([z.number().int().min(1).max(4000)]),
  'glance:close': z.tuple([]),
  'glance:open': z.tuple([]),
  'prompt:get': z.tuple([]),
  'prompt:answer': z.tuple([promptAnswer]),
  'prompt:height': z.tuple([z.number().int().min(1).max(4000)]),
  'window:open': z.tuple([z.enum(PAGES).nullable()]),
  'page:get': z.tuple([]),
  'review:sessions': z.tuple([
    z.strictObject({
      span: z.enum(SESSION_SPANS),
      order: z.enum(SESSION_ORDERS),
      agent: agent.nullable(),
      search: z.string().max(200),
    }),
  ]),
  'review:session': z.tuple([oneSession.extend({ fromMs: instantMs, untilMs: instantMs })]),
  'transcript:show': z.tuple([oneSession]),
  'credits:page': z.tuple([z.strictObject({ lines: z.number().int().min(1).max(5000) })]),
  'money:state': z.tuple([
    moneyAccount.extend({
      kind: z.enum(['anchor', 'purchase']),
      amount: z.strictObject({ currency, micros }),
      paidMicros: capMicros.nullable(),
    }),
  ]),
  'export:save': z.tuple([
    z.strictObject({
      kind: z.enum(EXPORTS),
      format: z.enum(EXPORT_FORMATS),
      sinceDay: day.nullable(),
      untilDay: day.nullable(),
    }),
  ]),
  'picture:save': z.tuple([
    z.strictObject({ x: pixels, y: pixels, width: pixels.min(1), height: pixels.min(1) }),
  ]),
  'help:page': z.tuple([]),
  'link:open': z.tuple([z.enum(LINKS)]),
  'money:undo': z.tuple([moneyAccount]),
  'money:close-drift': z.tuple([moneyAccount]),
  'review:history': z.tuple([
    z
      .strictObject({
        sinceDay: day,
        untilDay: day,
        step: z.enum(HISTORY_STEPS),
        grouping: z.enum(HISTORY_DIMENSIONS),
        filters: historyFilters,
      })
      .refine(isRange)
      .refine(
        ({ step, sinceDay, untilDay }) =>
          step !== 'hour' || sinceDay.slice(0, 7) === untilDay.slice(0, 7),
      ),
  ]),
  'review:history-overview': z.tuple([z.strictObject({ filters: historyFilters })]),
  'review:history-windows': z.tuple([
    z.strictObject({ sinceDay: day, untilDay: day, filters: historyFilters }).refine(isRange),
  ]),
  'review:advice': z.tuple([]),
  'app:quit': z.tuple([]),
} as const satisfies { [C in RequestChannel]: z.ZodType<Parameters<Requests[C]>> };
