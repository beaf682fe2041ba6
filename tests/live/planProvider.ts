/**
 * The provider's other side on 127.0.0.1: not models, but what the programs ask it about the account. Claude
 * Code asks one fixed host over TLS, so the program is given a proxy and a certificate authority of ours, as
 * in a company's network; whatever host it names, it reaches this server and nothing else.
 */
import { execFile } from 'node:child_process';
import fs from 'node:fs';
import http from 'node:http';
import https from 'node:https';
import net, { type AddressInfo } from 'node:net';
import path from 'node:path';
import { promisify } from 'node:util';

export type PlanProvider = {
  /** Without TLS. */
  readonly url: string;
  /** Variables that lead a program here. */
  readonly variables: Readonly<Record<string, string>>;
  /** `METHOD host/path` of every request, in order. */
  readonly requests: readonly string[];
  /** Answers by path, replaced at will; a text is sent as it is, anything else as JSON. */
  readonly answers: Map<string, unknown>;
  close(): Promise<void>;
};

/** What would be paid for: requests to a model, whatever the API. */
export function modelRequests(requests: readonly string[]): string[] {
  return requests.filter((request) => /\/v1\/messages|\/responses|\/completions/.test(request));
}

/** @param folder where the certificates are put */
export async function startPlanProvider(folder: string): Promise<PlanProvider> {
  const requests: string[] = [];
  const answers = new Map<string, unknown>();
  const answer = (request: http.IncomingMessage, response: http.ServerResponse): void => {
    const name = (request.url ?? '').split('?')[0] ?? '';
    requests.push(`${request.method} ${request.headers.host}${name}`);
    request.resume();
    const body = answers.get(name);
    response.writeHead(body === undefined ? 404 : 200, { 'content-type': 'application/json' });
    response.end(typeof body === 'string' ? body : JSON.stringify(body ?? {}));
  };
  const { key, cert, authority } = await makeCertificates(folder);
  const plain = http.createServer(answer);
  const secure = https.createServer({ key, cert }, answer);
  await Promise.all([plain, secure].map(listen));
  const securePort = portOf(secure);
  const proxy = http.createServer((_request, response) => response.writeHead(404).end());
  proxy.on('connect', (_request, client: net.Socket) => {
    const inner = net.connect(securePort, '127.0.0.1', () => {
      client.write('HTTP/1.1 200 Connection Established\r\n\r\n');
      inner.pipe(client).pipe(inner);
    });
    inner.on('error', () => client.destroy());
    client.on('error', () => inner.destroy());
  });
  await listen(proxy);
  const tunnels = new Set<net.Socket>();
  proxy.on('connection', (socket: net.Socket) => tunnels.add(socket));
  return {
    url: `http://127.0.0.1:${portOf(plain)}`,
    variables: {
      HTTPS_PROXY: `http://127.0.0.1:${portOf(proxy)}`,
      NODE_EXTRA_CA_CERTS: authority,
      DISABLE_AUTOUPDATER: '1',
    },
    requests,
    answers,
    close: async () => {
      for (const socket of tunnels) socket.destroy();
      await Promise.all(
        [plain, secure, proxy].map(
          (server) =>
            new Promise<void>((resolve) => {
              server.close(() => resolve());
              server.closeAllConnections();
            }),
        ),
      );
    },
  };
}

function listen(server: http.Server): Promise<void> {
  return new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
}

function portOf(server: http.Server): number {
  return (server.address() as AddressInfo).port;
}

const EXTENSIONS = 'subjectAltName=DNS:api.anthropic.com,DNS:*.anthropic.com,DNS:*.claude.com\n';

/** An authority for this run alone, and a certificate in its name. */
async function makeCertificates(folder: string) {
  const file = (name: string): string => path.join(folder, name);
  fs.mkdirSync(folder, { recursive: true });
  fs.writeFileSync(file('extensions'), EXTENSIONS);
  const openssl = (...args: readonly string[]) => promisify(execFile)('openssl', args);
  const newKey = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'];
  const authority = file('authority.pem');
  await openssl(
    ...['req', '-x509', ...newKey, '-keyout', file('authority.key'), '-out', authority],
    ...['-days', '2', '-subj', '/CN=Tollgate test authority'],
  );
  await openssl(
    ...['req', ...newKey, '-keyout', file('server.key'), '-out', file('server.csr')],
    ...['-subj', '/CN=api.anthropic.com'],
  );
  await openssl(
    ...['x509', '-req', '-in', file('server.csr'), '-CA', authority, '-days', '2'],
    ...['-CAkey', file('authority.key'), '-CAcreateserial', '-out', file('server.pem')],
    ...['-extfile', file('extensions')],
  );
  const read = (name: string) => fs.readFileSync(file(name));
  return { key: read('server.key'), cert: read('server.pem'), authority };
}
