/** The pages of the main window, in the order in which they are shown. */
export const PAGES = ['history', 'sessions', 'credits', 'settings', 'help'] as const;

export type PageId = (typeof PAGES)[number];
