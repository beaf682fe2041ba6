/**
 * What users said of their limits is looked up with each look, among thousands of readings a day. The index holds those
 * few alone and costs the others nothing.
 */
export const indexOwnLimits = `
CREATE INDEX limit_reading_of_user ON limit_reading (observed_at_ms) WHERE source = 'user';
`;
