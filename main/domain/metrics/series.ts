/**
 * What is measured, as named series. Token counters follow OpenTelemetry's semantic conventions for generative AI
 * ("inference token metrics", status development); what they do not name is under `tollgate.`.
 */
import type { AgentId, WindowView } from '../../../preload/contract/snapshot.ts';
import { aiProviderOf } from './aiProvider.ts';

/** Sums of counted events of one agent, model and project. Input leaves out what came from or went to a cache. */
export type MetricCell = {
  readonly agent: AgentId;
  readonly model: string;
  readonly project: string | null;
  readonly events: number;
  readonly unpricedEvents: number;
  readonly costMicros: number;
  readonly inputTokens: number;
  readonly outputTokens: number;
  readonly cacheWriteTokens: number;
  readonly cacheReadTokens: number;
};

/** What the user allows to be sent. */
export type MetricChoice = {
  readonly tokens: boolean;
  readonly cost: boolean;
  readonly windows: boolean;
  readonly projects: boolean;
};

export type Attributes = Readonly<Record<string, string>>;

/** `micros`: the value is in millionths of the unit. */
export type MetricKind = {
  readonly name: string;
  readonly unit: string;
  readonly description: string;
  readonly isMicros: boolean;
};

export type Point = {
  readonly metric: MetricKind;
  readonly attributes: Attributes;
  /** A whole number. */
  readonly value: number;
};

const tokens = (name: string, description: string): MetricKind => ({
  name: `gen_ai.client.inference.usage.${name}`,
  unit: '{token}',
  description,
  isMicros: false,
});

/** Counters, each with how it follows from a cell. */
const COUNTERS: readonly (MetricKind & {
  readonly part: 'tokens' | 'cost';
  readonly of: (cell: MetricCell) => number;
})[] = [
  {
    ...tokens('input_tokens', 'Input tokens, those from and to a cache included.'),
    part: 'tokens',
    of: (cell) => cell.inputTokens + cell.cacheReadTokens + cell.cacheWriteTokens,
  },
  {
    ...tokens('output_tokens', 'Output tokens, reasoning included.'),
    part: 'tokens',
    of: (cell) => cell.outputTokens,
  },
  {
    ...tokens('cache_read.input_tokens', 'Input tokens read from a cache; part of the input.'),
    part: 'tokens',
    of: (cell) => cell.cacheReadTokens,
  },
  {
    ...tokens('cache_write.input_tokens', 'Input tokens written to a cache; part of the input.'),
    part: 'tokens',
    of: (cell) => cell.cacheWriteTokens,
  },
  {
    name: 'tollgate.response.count',
    unit: '{response}',
    description: 'Answers of models that the agents logged.',
    isMicros: false,
    part: 'tokens',
    of: (cell) => cell.events,
  },
  {
    name: 'tollgate.cost.estimated',
    unit: '{USD}',
    description: 'Worth at API prices, estimated from the logs; no bill.',
    isMicros: true,
    part: 'cost',
    of: (cell) => cell.costMicros,
  },
  {
    name: 'tollgate.response.unpriced.count',
    unit: '{response}',
    description: 'Answers whose model has no known price; their cost is in no estimate.',
    isMicros: false,
    part: 'cost',
    of: (cell) => cell.unpricedEvents,
  },
];

/** Counters of the cells, projects told apart only where that is wished. */
export function counterPoints(cells: readonly MetricCell[], choice: MetricChoice): Point[] {
  const sums = new Map<string, { metric: MetricKind; attributes: Attributes; value: number }>();
  for (const cell of cells) {
    const attributes = attributesOf(cell, choice.projects);
    for (const { part, of, ...metric } of COUNTERS) {
      if (!choice[part]) continue;
      const key = seriesKey({ metric, attributes });
      const sum = sums.get(key);
      if (sum) sum.value += of(cell);
      else sums.set(key, { metric, attributes, value: of(cell) });
    }
  }
  return [...sums.values()];
}

function attributesOf({ agent, model, project }: MetricCell, hasProjects: boolean): Attributes {
  return {
    'gen_ai.operation.name': 'chat',
    'gen_ai.provider.name': aiProviderOf(model),
    // Logs do not say which tokens were text and which were pictures.
    'gen_ai.token.modality': 'unknown',
    'gen_ai.response.model': model,
    'gen_ai.agent.name': agent,
    ...(hasProjects && project !== null ? { 'tollgate.project': lastPart(project) } : {}),
  };
}

/** A folder's own name: the way to it says who somebody is. */
function lastPart(folder: string): string {
  return folder.split(/[/\\]/).findLast((part) => part !== '') ?? folder;
}

/** One series, told apart from all others. */
export function seriesKey({ metric, attributes }: Pick<Point, 'metric' | 'attributes'>): string {
  return JSON.stringify([metric.name, ...Object.entries(attributes).flat()]);
}

const WINDOW_USED: MetricKind = {
  name: 'tollgate.window.utilization',
  unit: '1',
  description: 'Share of a plan window that is used, as its source states it.',
  isMicros: true,
};
const WINDOW_AGE: MetricKind = {
  name: 'tollgate.window.age',
  unit: 's',
  description: 'Age of that statement.',
  isMicros: false,
};
const WINDOW_RESET: MetricKind = {
  name: 'tollgate.window.time_to_reset',
  unit: 's',
  description: 'Time until the window resets.',
  isMicros: false,
};

/**
 * Gauges of the plan windows. What nobody reported is left out, never zero.
 * @param nameOf what an account is called outside of this computer
 */
export function windowPoints(
  windows: readonly WindowView[],
  nameOf: (window: Pick<WindowView, 'agent' | 'account'>) => string,
  nowMs: number,
): Point[] {
  return windows.flatMap((window) => {
    const { agent, kind, modelName, usedPercent, resetsAtMs, asOfMs, source, basis } = window;
    const attributes = {
      'gen_ai.agent.name': agent,
      'tollgate.account': nameOf(window),
      'tollgate.window.kind': kind,
      ...(modelName === null ? {} : { 'tollgate.window.model': modelName }),
      'tollgate.source': source,
      'tollgate.basis': basis,
    };
    const seconds = (ms: number) => Math.max(0, Math.round(ms / 1000));
    const point = (metric: MetricKind, value: number): Point => ({ metric, attributes, value });
    return [
      ...(usedPercent === null
        ? []
        : [
            point(WINDOW_USED, Math.round(usedPercent * 10_000)),
            point(WINDOW_AGE, seconds(nowMs - asOfMs)),
          ]),
      ...(resetsAtMs === null || resetsAtMs <= nowMs
        ? []
        : [point(WINDOW_RESET, seconds(resetsAtMs - nowMs))]),
    ];
  });
}
