/** A place kept for the alerts' tables, so that the versions behind it keep their numbers. */
export const createAlerts = '';
