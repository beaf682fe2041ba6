/** Tells sums of many requests from single ones, as `isSumOfRequests` does. */

/** A condition on `usage_event`, with the name of the model joined as `model`. */
export const IS_SUM = `(substr(group_key, -4) = '|sum'
  OR substr(group_key, -length(model.text) - 1) = '|' || model.text)`;
