/** What is read from the shapes that the providers document, and what is refused. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PROVIDER_SOURCES } from '../../../main/sources/providers/index.ts';
import { parseExactJson } from '../../../main/sources/providers/exactJson.ts';
import type { ReportId } from '../../../main/domain/providers/reports.ts';
import type { ProviderId } from '../../../preload/contract/keys.ts';
import { ANTHROPIC, OPENAI } from '../../fixtures/providers/answers.ts';

const DAY = Date.UTC(2026, 10, 21);
const NEXT = DAY + 86_400_000;

function reportOf(provider: ProviderId, id: ReportId) {
  const report = PROVIDER_SOURCES[provider].reports.find((one) => one.id === id);
  if (!report) throw new Error(id);
  return report;
}

function read(provider: ProviderId, id: ReportId, text: string) {
  return reportOf(provider, id).read(parseExactJson(text));
}

describe('what Anthropic says', () => {
  it('cost is in cents', () => {
    expect(read('anthropic', 'cost', ANTHROPIC.cost('2026-11-21'))).toEqual({
      content: {
        report: 'cost',
        rows: [
          {
            startsAtMs: DAY,
            endsAtMs: NEXT,
            currency: 'USD',
            amountMicros: 1_234_500,
            description: 'Claude Opus 5 Usage - Input Tokens',
            model: 'claude-opus-5',
            project: null,
          },
        ],
      },
      nextPage: null,
      refreshedAtMs: null,
    });
  });

  it('use, with both lifetimes of the cache together', () => {
    const row = read('anthropic', 'usage', ANTHROPIC.usage('2026-11-21'))?.content.rows[0];
    expect(row).toMatchObject({
      inputTokens: 1500,
      cacheReadTokens: 200,
      cacheWriteTokens: 1500,
      outputTokens: 500,
      webSearches: 10,
      requests: null,
      project: 'wrkspc_1',
    });
  });

  it('use of the coding agent: the day once, then its models', () => {
    const rows = read('anthropic', 'agent-use', ANTHROPIC.agentUse('2026-11-21'))?.content.rows;
    expect(rows).toHaveLength(2);
    expect(rows?.[0]).toMatchObject({
      actor: 'dev@toll.example',
      sessions: 5,
      linesAdded: 1543,
      model: null,
      inputTokens: null,
    });
    expect(rows?.[1]).toMatchObject({
      model: 'claude-opus-5',
      inputTokens: 100_000,
      estimatedMicros: 10_250_000,
      sessions: null,
    });
  });

  it('rate limits', () => {
    expect(read('anthropic', 'rate-limits', ANTHROPIC.rateLimits)?.content.rows).toEqual([
      {
        groupType: 'model',
        models: ['claude-opus-5'],
        limiter: 'requests_per_minute',
        value: 4000,
      },
      {
        groupType: 'model',
        models: ['claude-opus-5'],
        limiter: 'input_tokens_per_minute',
        value: 2_000_000,
      },
    ]);
  });

  it('the organisation', () => {
    expect(PROVIDER_SOURCES.anthropic.readWho(parseExactJson(ANTHROPIC.me), null)).toEqual({
      id: 'org_01Toll',
      name: 'Toll Road Ltd',
    });
  });

  it('a further page', () => {
    expect(read('anthropic', 'cost', ANTHROPIC.cost('2026-11-21', '1', 'page_2'))?.nextPage).toBe(
      'page_2',
    );
  });
});

describe('what Claude Enterprise says', () => {
  const limits = (changes = '', next = 'null') =>
    read(
      'anthropic-enterprise',
      'spend-limits',
      `{"data":[{"scope":{"type":"user","user_id":"user_01"},"actor":{"type":"user_actor","user_id":"user_01","name":"Jane Smith","email_address":"jane@example.com","deleted":false},"amount":"50000","currency":"USD","period":"monthly","source":{"type":"seat_tier","seat_tier":"enterprise_standard"},"spend_limit_id":"spl_01","period_to_date_spend":"31402.5"${changes}}],"next_page":${next}}`,
    );

  it('limits are in the currency’s smallest unit, with broken cents of what was spent', () => {
    expect(limits()).toEqual({
      content: {
        report: 'spend-limits',
        rows: [
          {
            memberId: 'user_01',
            member: 'Jane Smith',
            email: 'jane@example.com',
            currency: 'USD',
            limitMicros: 500_000_000,
            spentMicros: 314_025_000,
            period: 'monthly',
            source: 'seat_tier',
          },
        ],
      },
      nextPage: null,
      refreshedAtMs: null,
    });
    // A later field of the same name counts: yen have no smaller unit, dinars a thousand.
    expect(limits(',"currency":"JPY"')?.content.rows[0]).toMatchObject({ limitMicros: 5e10 });
    expect(limits(',"currency":"KWD"')?.content.rows[0]).toMatchObject({ limitMicros: 5e7 });
  });

  it('null is no limit, nothing at all is not understood, and zero is zero', () => {
    expect(limits(',"amount":null')?.content.rows[0]).toMatchObject({ limitMicros: null });
    expect(limits(',"amount":"0"')?.content.rows[0]).toMatchObject({ limitMicros: 0 });
    expect(limits(',"amount":7')?.content.rows[0]).toMatchObject({ limitMicros: 70_000 });
    expect(limits(',"amount":{}')).toBeNull();
    expect(limits(',"amount":"lots"')).toBeNull();
    expect(limits(',"currency":"??"')).toBeNull();
  });

  it('its pages are named by the cursor alone', () => {
    expect(limits('', '"page_2"')?.nextPage).toBe('page_2');
    expect(limits('', '7')?.nextPage).toBe('7');
    expect(limits('', '{}')).toBeNull();
  });

  it('cost is in broken cents by product and model, and says of when it is', () => {
    const text = `{"data":[{"starting_at":"2026-11-21T00:00:00Z","ending_at":"2026-11-22T00:00:00Z","results":[{"amount":"41280.000000","list_amount":"50000.000000","currency":"USD","cost_type":null,"token_type":null,"requests":12,"model":"claude-opus-5","product":"claude_code","context_window":null,"inference_geo":null,"speed":null}]}],"data_refreshed_at":"2026-11-22T04:00:00Z","has_more":false,"next_page":null,"organization_id":"org-uuid"}`;
    expect(read('anthropic-enterprise', 'cost', text)).toMatchObject({
      content: {
        rows: [
          {
            amountMicros: 412_800_000,
            currency: 'USD',
            description: 'claude_code',
            model: 'claude-opus-5',
          },
        ],
      },
      refreshedAtMs: Date.UTC(2026, 10, 22, 4),
    });
  });
});

describe('what OpenAI says', () => {
  it('cost is in dollars, to the last digit', () => {
    const rows = (value: string) =>
      read('openai', 'cost', OPENAI.costs(DAY / 1000, value))?.content.rows;
    expect(rows('0.06')).toEqual([
      {
        startsAtMs: DAY,
        endsAtMs: NEXT,
        currency: 'USD',
        amountMicros: 60_000,
        description: 'gpt-5, input',
        model: null,
        project: 'proj_1',
      },
    ]);
    // As a float this is 4503599627.370496.
    expect(rows('4503.599627')?.[0]).toMatchObject({ amountMicros: 4_503_599_627 });
    expect(rows('1e-7')?.[0]).toMatchObject({ amountMicros: 0 });
  });

  it('use, without what came from the cache', () => {
    const row = read('openai', 'usage', OPENAI.completions(DAY / 1000))?.content.rows[0];
    expect(row).toMatchObject({
      inputTokens: 200,
      cacheReadTokens: 800,
      cacheWriteTokens: 0,
      outputTokens: 500,
      requests: 5,
    });
  });

  it('works out what came from no cache where it is not said', () => {
    const text = OPENAI.completions(DAY / 1000).replace('"input_uncached_tokens":200,', '');
    expect(read('openai', 'usage', text)?.content.rows[0]).toMatchObject({ inputTokens: 200 });
    const wrong = text.replace('"input_tokens":1000', '"input_tokens":100');
    expect(read('openai', 'usage', wrong)).toBeNull();
  });
});

describe('what is refused', () => {
  it.each<[string, string]>([
    ['an amount that is no number', ANTHROPIC.cost('2026-11-21', 'much')],
    ['no list', '{"data":{},"has_more":false}'],
    ['more without a name', '{"data":[],"has_more":true,"next_page":null}'],
    ['a currency that is none', ANTHROPIC.cost('2026-11-21').replace('"USD"', '"dollars"')],
    ['a day that is none', ANTHROPIC.cost('2026-11-21').replaceAll('2026-11-21', 'yesterday')],
    ['something else', '"hello"'],
    ['null', 'null'],
  ])('%s', (_what, text) => {
    expect(read('anthropic', 'cost', text)).toBeNull();
  });

  it('negative and broken counts', () => {
    for (const count of ['-1', '1.5', '1e99', '"many"', '{}']) {
      const text = ANTHROPIC.usage('2026-11-21').replace(
        '"output_tokens":500',
        `"output_tokens":${count}`,
      );
      expect(read('anthropic', 'usage', text)).toBeNull();
    }
  });

  it('nothing that anybody sends makes a reader throw', () => {
    fc.assert(
      fc.property(fc.json({ maxDepth: 5 }), (text) => {
        for (const provider of Object.values(PROVIDER_SOURCES)) {
          for (const report of provider.reports) report.read(parseExactJson(text));
          provider.readWho(parseExactJson(text), null);
        }
        expect(true).toBe(true);
      }),
    );
  });
});

describe('exact JSON', () => {
  it('is what JSON.parse reads, with numbers as texts', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const texts = (part: unknown): unknown => {
          if (typeof part === 'number') return JSON.stringify(part);
          if (Array.isArray(part)) return part.map(texts);
          if (typeof part !== 'object' || part === null) return part;
          return Object.fromEntries(Object.entries(part).map(([name, one]) => [name, texts(one)]));
        };
        const text = JSON.stringify(value);
        expect(parseExactJson(text)).toEqual(texts(JSON.parse(text)));
      }),
    );
  });

  it('leaves digits in texts and names, and keeps every digit of a number', () => {
    const text = '{"a 1":"2.50 and \\"3\\"","b":[0.10000000000000000001,-1e-7]}';
    expect(parseExactJson(text)).toEqual({
      'a 1': '2.50 and "3"',
      b: ['0.10000000000000000001', '-1e-7'],
    });
    expect(parseExactJson('{"a":1')).toBeNull();
    expect(parseExactJson('')).toBeNull();
  });
});
