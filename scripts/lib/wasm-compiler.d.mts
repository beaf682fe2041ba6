export function compileToWasm(
  source: string,
  name: string,
  limits: { readonly memoryPages: number; readonly mostMemoryPages: number },
): Uint8Array;
