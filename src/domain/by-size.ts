/** Groups items, in their order, so that the sizes of a group come to `most` at most; a larger item comes alone. */
export function* bySize<T>(items: readonly T[], most: number, sizeOf: (item: T) => number): Generator<T[]> {
  let group: T[] = [];
  let total = 0;
  for (const item of items) {
    const size = sizeOf(item);
    if (group.length > 0 && total + size > most) {
      yield group;
      group = [];
      total = 0;
    }
    group.push(item);
    total += size;
  }
  if (group.length > 0) yield group;
}
