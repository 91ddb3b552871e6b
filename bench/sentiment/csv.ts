/** Records of an RFC 4180 text: quoted fields may hold commas, line breaks and doubled quotes; a BOM is skipped. */
export function parseCsv(text: string): string[][] {
  const field = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r?\n|$)/y;
  const source = text.replace(/^\ufeff/, '');
  const records: string[][] = [];
  let record: string[] = [];
  while (field.lastIndex < source.length || record.length > 0) {
    const at = field.lastIndex;
    const match = field.exec(source);
    if (!match) throw new Error(`malformed CSV at character ${at}`);
    const [, quoted, plain, end] = match;
    record.push(quoted?.replaceAll('""', '"') ?? plain ?? '');
    if (end === ',') continue;
    records.push(record);
    record = [];
  }
  return records;
}

/** The records after the header, each as a map by the header's names. */
export function csvRows(text: string): Record<string, string>[] {
  const [header = [], ...records] = parseCsv(text);
  return records.map((record) => Object.fromEntries(header.map((name, index) => [name, record[index] ?? ''])));
}
