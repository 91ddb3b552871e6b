// What is read every day, in one file: a file a page compresses worse.
export { History } from './history/history.tsx';
export { JobPage } from './job/job.tsx';
export { Overview } from './overview/overview.tsx';
export { SymbolPage } from './symbols/symbol.tsx';
export { Symbols } from './symbols/symbols.tsx';
