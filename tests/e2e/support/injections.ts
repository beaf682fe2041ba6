/** Ways in which foreign text could become code, style or a request in a page. Runs inside the page. */

export type InjectionResult = {
  readonly name: string;
  /** What the policy said: the directives that were violated. */
  readonly violations: readonly string[];
  readonly hadEffect: boolean;
};

/** Tries each of them in turn; must stand alone, because the page gets its text. */
export async function tryInjections(): Promise<InjectionResult[]> {
  const page = globalThis as { reached?: string };
  const REACHED = 'globalThis.reached = "yes"';
  const append = (name: string, attributes: Record<string, string>, text = '') => {
    const element = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
    if (text) element.append(text);
    document.body.append(element);
    return element;
  };
  const injections: readonly (readonly [string, () => unknown])[] = [
    ['inline script', () => append('script', {}, REACHED)],
    [
      'event handler attribute',
      () => append('img', { src: 'app://bundle/no.png', onerror: REACHED }),
    ],
    // eslint-disable-next-line no-eval -- refused by the page's policy is what is to be shown
    ['eval', () => (0, eval)(REACHED) as unknown],
    // eslint-disable-next-line @typescript-eslint/no-implied-eval -- likewise
    ['new Function', () => (Function(REACHED) as () => unknown)()],
    ['data: script', () => append('script', { src: `data:text/javascript,${REACHED}` })],
    ['remote script', () => append('script', { src: 'https://example.invalid/x.js' })],
    ['inline style', () => append('style', {}, 'body { outline: 7px solid red }')],
    [
      'form post',
      () => submit(append('form', { action: 'https://example.invalid/', method: 'post' })),
    ],
  ];
  const submit = (form: HTMLElement) => (form as HTMLFormElement).submit();
  const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
  const results: InjectionResult[] = [];
  for (const [name, inject] of injections) {
    const violations: string[] = [];
    const note = (event: SecurityPolicyViolationEvent) => violations.push(event.effectiveDirective);
    document.addEventListener('securitypolicyviolation', note);
    // On a timer: what an inspector evaluates directly is exempt from the policy.
    setTimeout(() => {
      try {
        inject();
      } catch {
        // Refused before it was tried.
      }
    });
    for (let waits = 0; waits < 20 && violations.length === 0; waits += 1) await pause(50);
    document.removeEventListener('securitypolicyviolation', note);
    const isStyled = getComputedStyle(document.body).outlineWidth === '7px';
    results.push({ name, violations, hadEffect: page.reached !== undefined || isStyled });
  }
  return results;
}
