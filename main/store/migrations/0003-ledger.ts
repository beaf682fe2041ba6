/** Keeps this number free; its tables are made elsewhere. */
export const createLedgerTables = '';
