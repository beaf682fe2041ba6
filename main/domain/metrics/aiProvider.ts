/** Whose model it is, by the names that OpenTelemetry's registry gives to providers (`gen_ai.provider.name`). */

const PROVIDERS: readonly (readonly [RegExp, string])[] = [
  [/\bclaude\b/, 'anthropic'],
  [/\b(?:gpt|chatgpt|codex|o[1-9])\b/, 'openai'],
  [/\bgemini\b/, 'gcp.gen_ai'],
  [/\bgrok\b/, 'x_ai'],
  [/\bdeepseek\b/, 'deepseek'],
  [/\b(?:mistral|codestral|devstral|magistral|ministral)\b/, 'mistral_ai'],
  [/\bkimi\b/, 'moonshot_ai'],
  [/\bcommand\b/, 'cohere'],
];

/** @returns `unknown` for a model of nobody that the registry names */
export function aiProviderOf(model: string): string {
  const words = model.toLowerCase().replaceAll('_', '-');
  return PROVIDERS.find(([name]) => name.test(words))?.[1] ?? 'unknown';
}
