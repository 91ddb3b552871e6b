import { once } from 'node:events';
import { createServer } from 'node:http';
import * as z from 'zod';

const Address = z.object({ port: z.int() });

/** A server that is not Jobledger: it answers everything with this. */
export async function startOddServer(contentType: string, text: string, status = 200) {
  const server = createServer((_, response) => {
    response.writeHead(status, { 'content-type': contentType }).end(text);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = Address.parse(server.address());
  return { url: `http://127.0.0.1:${port}`, stop: () => server.close() };
}
