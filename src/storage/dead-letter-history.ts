/** A letter that travels in circles keeps its first entries and the last; the counters tell the rest. */
const MAX_ENTRIES = 100;

/** SQL that appends `entry`, an expression yielding a JSON object, to the column `history`. Nulls are left out. */
export const appendToHistory = (entry: string): string => `
  history = json_set(history, CASE WHEN json_array_length(history) < ${MAX_ENTRIES} THEN '$[#]' ELSE '$[#-1]' END,
    json_patch('{}', ${entry}))`;
