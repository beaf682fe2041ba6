import { expect, it } from 'vitest';
import { isModelOf } from '../../../main/domain/models.ts';

it.each([
  ['Opus', 'claude-opus-5-5-20261101', true],
  ['Opus', 'us.anthropic.claude-opus-4-6-v1:0', true],
  ['Fable 5', 'claude-fable-5-2', true],
  ['Fable 5', 'claude-fable-6', false],
  ['Sonnet', 'claude-opus-5-5', false],
  ['Opus', 'opusculum', false],
  ['', 'claude-opus-5-5', false],
])('%s names %s: %s', (limit, model, expected) => {
  expect(isModelOf(limit, model)).toBe(expected);
});
