import { expect, test } from 'vitest';
import { REQUEST_CHANNELS } from '../../../preload/contract/channels.ts';
import { requestSchemas } from '../../../preload/contract/schemas.ts';

test('what the preload script lets through is what main has schemas for', () => {
  expect([...REQUEST_CHANNELS].sort()).toEqual(Object.keys(requestSchemas).sort());
});
