/**
 * Made-up sign-ins in a test's own home, in the form in which the programs keep theirs: only with one do they
 * ask their provider about a plan. They open no account anywhere.
 */
import fs from 'node:fs';
import path from 'node:path';
import type { AgentHome } from './agentHome.ts';

const LONG_FROM_NOW_SECONDS = 1_999_999_999;

/** Returns the configuration folder. */
export function signInToClaude(home: AgentHome): string {
  const folder = path.join(home.folder, '.claude');
  write(path.join(folder, '.credentials.json'), {
    claudeAiOauth: {
      accessToken: 'sk-ant-oat01-loopback',
      refreshToken: 'sk-ant-ort01-loopback',
      expiresAt: LONG_FROM_NOW_SECONDS * 1_000,
      scopes: ['user:inference', 'user:profile', 'user:sessions:claude_code'],
      subscriptionType: 'max',
      rateLimitTier: 'default_claude_max_5x',
    },
  });
  return folder;
}

/** Returns the configuration folder, which names `url` as the provider. */
export function signInToCodex(home: AgentHome, url: string): string {
  const folder = path.join(home.folder, '.codex');
  const part = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');
  const claims = {
    email: 'someone@example.com',
    exp: LONG_FROM_NOW_SECONDS,
    'https://api.openai.com/auth': {
      chatgpt_plan_type: 'plus',
      chatgpt_account_id: 'account-1',
      chatgpt_user_id: 'user-1',
    },
  };
  const token = [part({ alg: 'none', typ: 'JWT' }), part(claims), 'c2ln'].join('.');
  write(path.join(folder, 'auth.json'), {
    OPENAI_API_KEY: null,
    tokens: {
      id_token: token,
      access_token: token,
      refresh_token: 'loopback',
      account_id: 'account-1',
    },
    last_refresh: new Date().toISOString(),
  });
  fs.writeFileSync(path.join(folder, 'config.toml'), `chatgpt_base_url = "${url}/backend-api"\n`);
  return folder;
}

function write(file: string, content: unknown): void {
  fs.mkdirSync(path.dirname(file), { recursive: true });
  fs.writeFileSync(file, JSON.stringify(content), { mode: 0o600 });
}
