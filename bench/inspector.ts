import { createServer } from 'node:net';
import * as z from 'zod';

const Reply = z.object({ id: z.number(), result: z.unknown() });

/** A connection to the inspector of `wrangler dev --inspector-port`, which takes one client at a time. */
export interface Inspector {
  /** Calls a method of the Chrome DevTools Protocol. */
  ask: (method: string) => Promise<unknown>;
  close: () => void;
}

/** A port of the loopback that nobody listens on. */
export function freePort(): Promise<number> {
  const server = createServer();
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}

/** Node's, which takes headers; the types are the browser's. */
const connect: (url: string, options: { headers: Record<string, string> }) => WebSocket = (...parameters) =>
  Reflect.construct(WebSocket, parameters) as WebSocket;

async function connected(port: number): Promise<WebSocket> {
  // It refuses who does not say where it comes from.
  const socket = connect(`ws://127.0.0.1:${port}/ws`, { headers: { origin: 'http://localhost' } });
  await new Promise((resolve, reject) => {
    socket.addEventListener('open', resolve, { once: true });
    socket.addEventListener('error', () => reject(new Error(`no inspector on port ${port}`)), { once: true });
  });
  return socket;
}

/** Connects to the inspector of the Worker's isolate. */
export async function openInspector(port: number): Promise<Inspector> {
  const socket = await connected(port);
  const waiting = new Map<number, PromiseWithResolvers<unknown>>();
  socket.addEventListener('message', ({ data }) => {
    const reply = Reply.safeParse(JSON.parse(String(data)));
    if (!reply.success) return;
    waiting.get(reply.data.id)?.resolve(reply.data.result);
    waiting.delete(reply.data.id);
  });
  socket.addEventListener('close', () => {
    for (const { reject } of waiting.values()) reject(new Error('the inspector hung up'));
  });
  let asked = 0;
  return {
    ask: (method) => {
      const reply = Promise.withResolvers<unknown>();
      asked += 1;
      waiting.set(asked, reply);
      socket.send(JSON.stringify({ id: asked, method }));
      return reply.promise;
    },
    close: () => {
      socket.close();
    },
  };
}
