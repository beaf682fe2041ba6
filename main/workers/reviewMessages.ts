/** What main and the review's thread say to each other. */
import type { ReviewCalls } from '../review/reviewCalls.ts';

export type ReviewCall = {
  readonly id: number;
  readonly name: keyof ReviewCalls;
  readonly args: readonly unknown[];
};

export type ReviewMessage =
  | { readonly id: number; readonly ok: true; readonly value: unknown }
  | { readonly id: number; readonly ok: false; readonly message: string };
