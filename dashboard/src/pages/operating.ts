// What needs a hand now and then, in one file: a file a page compresses worse.
export { BackfillPage } from './backfills/backfill.tsx';
export { Backfills } from './backfills/backfills.tsx';
export { DeadLetters } from './dead-letters/dead-letters.tsx';
export { Letter } from './dead-letters/letter.tsx';
export { Verify } from './verify/verify.tsx';
