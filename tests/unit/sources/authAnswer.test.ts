import { describe, expect, it } from 'vitest';
import { readAuthStatus } from '../../../main/sources/claudeAuth/authAnswer.ts';

/** As the unmodified program (2.1.330) prints it. */
const PRINTED = {
  loggedIn: true,
  authMethod: 'claude.ai',
  apiProvider: 'firstParty',
  analyticsDisabled: false,
  projectsDirectory: '/home/u/.claude/projects',
  configDirectory: '/home/u/.claude',
  loginExpiresAt: null,
  consoleProfileSignInOffered: true,
  email: 'a@example.com',
  orgId: '22222222-2222-4222-8222-222222222222',
  orgName: 'Org',
  subscriptionType: 'max',
  storedClaudeAiLogin: true,
  planTier: 'max_5x',
};

const read = (change: Record<string, unknown>) =>
  readAuthStatus(JSON.stringify({ ...PRINTED, ...change }, null, 2));

describe('the sign-in status', () => {
  it('names the plan and whose account it is', () => {
    expect(read({})).toEqual({
      isSignedIn: true,
      billing: 'subscription',
      plan: 'max',
      tier: 'max_5x',
      email: 'a@example.com',
      organisation: 'Org',
    });
  });

  it('leaves unknown what is null or absent', () => {
    expect(read({ email: null, orgName: undefined, planTier: null })).toMatchObject({
      email: null,
      organisation: null,
      tier: null,
    });
  });

  it.each([
    [{ authMethod: 'api_key' }, 'api-key'],
    [{ authMethod: 'oauth_token' }, 'subscription'],
    [{ apiProvider: 'bedrock' }, 'other-provider'],
    [{ authMethod: 'something new' }, null],
    [{ loggedIn: false, authMethod: 'none' }, null],
  ])('tells by %j how requests are paid', (change: Record<string, unknown>, billing) => {
    expect(read(change)).toMatchObject({ billing, isSignedIn: change['loggedIn'] ?? true });
  });

  it.each(['', 'Not logged in', '[]', '{}', '{"loggedIn":"yes"}'])('refuses %j', (output) => {
    expect(readAuthStatus(output)).toBeNull();
  });
});
