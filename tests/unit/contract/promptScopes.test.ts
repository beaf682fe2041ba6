import { expect, it } from 'vitest';
import { scopeWords } from '../../../preload/contract/promptWording.ts';
import { PROMPT_FIXTURES } from '../../fixtures/prompts.ts';

it('going on at one model’s limit says that it is about that model', () => {
  const view = PROMPT_FIXTURES['used-up'];
  if (!view) throw new Error('The fixture is gone');
  const everything = { scope: { kind: 'everything' }, name: null } as const;
  expect(scopeWords(everything, view)).toBe('everything on this account');
  const window = view.window && { ...view.window, modelName: 'Opus' };
  expect(scopeWords(everything, { ...view, window })).toBe('every Opus request on this account');
});
