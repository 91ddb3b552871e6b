import { readdirSync, readFileSync, writeFileSync } from 'node:fs';

/** The Worker's process within a group: of the runtime's processes the largest. Linux only. */
export function workerProcess(group: number): string {
  const found = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter((id) => groupOf(id) === group && readFileSync(`/proc/${id}/comm`, 'utf8').trim() === 'workerd')
    .sort((a, b) => memoryOf(b, 'VmRSS') - memoryOf(a, 'VmRSS'));
  if (found[0] === undefined) throw new Error(`no workerd in process group ${group}`);
  return found[0];
}

function groupOf(id: string): number | null {
  try {
    // After the command's name in brackets: state, parent, group.
    return Number(readFileSync(`/proc/${id}/stat`, 'utf8').split(') ').at(-1)?.split(' ')[2]);
  } catch {
    return null; // It ended in between.
  }
}

function memoryOf(id: string, field: 'VmRSS' | 'VmHWM'): number {
  const kilobytes = new RegExp(`^${field}:\\s+(\\d+) kB`, 'm').exec(readFileSync(`/proc/${id}/status`, 'utf8'))?.[1];
  return Number(kilobytes ?? 0) * 1024;
}

/** The bytes that a process held before some work and at its peak during it. */
export async function memoryDuring(
  id: string,
  work: () => Promise<unknown>,
): Promise<{ before: number; peak: number }> {
  // 5 sets the peak back to what is held now.
  writeFileSync(`/proc/${id}/clear_refs`, '5');
  const before = memoryOf(id, 'VmRSS');
  await work();
  return { before, peak: memoryOf(id, 'VmHWM') };
}

/** How many bytes more a process held at its peak during some work than before it. */
export async function peakGrowth(id: string, work: () => Promise<unknown>): Promise<number> {
  const { before, peak } = await memoryDuring(id, work);
  return peak - before;
}
