/** Place held for the account of a usage event; nothing to do here yet. */
export const addAccounts = '';
