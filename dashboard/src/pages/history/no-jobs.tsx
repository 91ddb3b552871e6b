import type { StoreSource } from '../../api.ts';
import { Empty } from '../../ui/read-state.tsx';

/** Why a list of jobs is empty, and what to do. What KV lacks may well be stored. */
export function NoJobs({ source, filtered = false }: { source: StoreSource; filtered?: boolean }) {
  if (filtered) {
    return (
      <Empty title="No job matches this filter">Widen it: remove a filter, or take a longer range of dates.</Empty>
    );
  }
  if (source === 'kv') return <Empty title="KV holds no job">What D1 has stored shows once D1 is read again.</Empty>;
  return (
    <Empty title="No job has been stored yet">
      Run one: <code>POST /api/v1/sentiment/analysis</code> with a key of scope write; <code>npm start</code> prints the
      call.
    </Empty>
  );
}
