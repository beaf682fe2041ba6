/** What charts say of themselves. */
export const words = {
  chartHint: 'Arrow keys go through the bars.',
} as const;
