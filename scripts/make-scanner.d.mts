export const SCANNER_PROGRAM: string;
export const SCANNER_LIMITS: { readonly memoryPages: number; readonly mostMemoryPages: number };
