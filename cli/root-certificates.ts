import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { rootCertificates } from 'node:tls';

/** Where the distributions keep their bundle: Debian, Fedora, SUSE, Alpine. */
const SYSTEM_BUNDLES = [
  '/etc/ssl/certs/ca-certificates.crt',
  '/etc/pki/tls/certs/ca-bundle.crt',
  '/etc/ssl/ca-bundle.pem',
  '/etc/ssl/cert.pem',
];

const OWN_BUNDLE = join(import.meta.dirname, '../node_modules/.cache/jobledger/roots.pem');

/**
 * What workerd needs in its environment: it does not start without root certificates, and a small Debian has none.
 * There it gets those that Node carries; a system that has its own keeps them.
 */
export function rootCertificateVariables(
  { platform, env }: Pick<NodeJS.Process, 'platform' | 'env'> = process,
  systemBundles: readonly string[] = SYSTEM_BUNDLES,
): { SSL_CERT_FILE?: string } {
  const isSettled = env['SSL_CERT_FILE'] !== undefined || env['SSL_CERT_DIR'] !== undefined;
  if (isSettled || platform !== 'linux' || systemBundles.some((path) => existsSync(path))) return {};
  if (!existsSync(OWN_BUNDLE)) {
    mkdirSync(dirname(OWN_BUNDLE), { recursive: true });
    writeFileSync(OWN_BUNDLE, rootCertificates.join('\n'));
  }
  return { SSL_CERT_FILE: OWN_BUNDLE };
}
