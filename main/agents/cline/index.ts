/** Cline: a program of its own, and an extension of editors. Shapes and sources: docs/agents/cline.md. */
import type { Agent, ConfigFolder, Environment, FileContext } from '../agent.ts';
import { asEpochMs, asObject, asText } from '../fields.ts';
import { extensionFolders, listedOr } from '../shared/places.ts';
import { latestModel, TASK_FILE, taskMessages, type ModelAt } from '../shared/taskMessages.ts';
import { createNoLineParser } from '../withoutLines.ts';
import { SESSION_ENDING, sessionMessages } from './sessionMessages.ts';

const clineTask = taskMessages({ includesCache: () => false, modelsOf });

/** Which models a task has used since when, noted beside its messages. */
function modelsOf(context: FileContext): ModelAt {
  const used = asObject(context.beside?.('task_metadata.json'))?.['model_usage'];
  const entries: unknown[] = Array.isArray(used) ? used : [];
  const named = entries.flatMap((entry) => {
    const usage = asObject(entry);
    const model = asText(usage?.['model_id']);
    const atMs = asEpochMs(usage?.['ts']);
    return model === null || atMs === null ? [] : [{ atMs, model }];
  });
  return latestModel(named);
}

function configFolders(environment: Environment): ConfigFolder[] {
  const { homeFolder, join } = environment;
  const own = listedOr(environment, 'CLINE_DIR', [join(homeFolder, '.cline')]);
  return [
    ...own.map((path) => ({
      path,
      logFolders: [join(path, 'data', 'sessions'), join(path, 'data', 'tasks')],
    })),
    ...extensionFolders(environment, 'saoudrizwan.claude-dev'),
  ];
}

export const cline: Agent = {
  id: 'cline',
  draw: {
    byDefault: 'api-key',
    source: 'https://docs.cline.bot/getting-started/selecting-your-model',
  },
  configFolders,
  isLogFile: (name) => name === TASK_FILE || name.endsWith(SESSION_ENDING),
  formatOf: (name) => (name === TASK_FILE ? clineTask : sessionMessages),
  createFileParser: createNoLineParser,
};
