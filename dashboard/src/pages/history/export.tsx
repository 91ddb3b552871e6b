import { useRef, useState } from 'preact/hooks';
import { historyAddress } from '../../api.ts';
import { bytes } from '../../format/numbers.ts';
import { easternToday } from '../../format/time.ts';
import { useQuery } from '../../state/address.ts';
import { request } from '../../state/http.ts';
import { saveAs } from '../../ui/save-as.ts';
import { filterOf } from './filter.ts';

const FORMATS = {
  CSV: { accept: 'text/csv', extension: 'csv' },
  NDJSON: { accept: 'application/x-ndjson', extension: 'ndjson' },
} as const;
type Format = keyof typeof FORMATS;

/** Reads a body to its end, telling how many bytes have come. */
async function collect(response: Response, onBytes: (bytes: number) => void): Promise<Blob> {
  const parts: BlobPart[] = [];
  let read = 0;
  for await (const chunk of response.body ?? new ReadableStream<Uint8Array<ArrayBuffer>>()) {
    parts.push(chunk);
    onBytes((read += chunk.byteLength));
  }
  return new Blob(parts, { type: response.headers.get('content-type') ?? '' });
}

/** Saves everything the filter selects, not only the page in view. */
export function Export() {
  const [query] = useQuery();
  const [progress, setProgress] = useState<string | null>(null);
  const running = useRef<AbortController | null>(null);

  const save = async (format: Format) => {
    const { accept, extension } = FORMATS[format];
    const abort = new AbortController();
    running.current = abort;
    setProgress('Starting …');
    try {
      const response = await request(historyAddress({ ...filterOf(query), limit: undefined, cursor: undefined }), {
        headers: { accept },
        signal: abort.signal,
      });
      const blob = await collect(response, (read) => setProgress(`${bytes(read)} read`));
      saveAs(blob, `history-${easternToday(Date.now())}.${extension}`);
      setProgress(`Saved ${bytes(blob.size)}`);
    } catch (error) {
      setProgress(abort.signal.aborted ? null : `Not saved: ${error instanceof Error ? error.message : String(error)}`);
    } finally {
      running.current = null;
    }
  };

  return (
    <div class="actions" role="group" aria-label="Export the selection">
      <span class="soft small" role="status">
        {progress}
      </span>
      {running.current && (
        <button type="button" class="quiet" onClick={() => running.current?.abort()}>
          Cancel
        </button>
      )}
      {(Object.keys(FORMATS) as Format[]).map((format) => (
        <button key={format} type="button" disabled={running.current !== null} onClick={() => void save(format)}>
          Export {format}
        </button>
      ))}
    </div>
  );
}
