import { createRemoteJWKSet, errors, type JWTPayload, jwtVerify } from 'jose';
import type { Config } from '../../config.ts';

/** What Cloudflare Access puts before the Worker: https://developers.cloudflare.com/cloudflare-one/identity/authorization-cookie/validating-json/ */
export const ACCESS_HEADER = 'cf-access-jwt-assertion';

/** The certificates of each team, fetched when first needed; jose keeps them for ten minutes. */
const certificates = new Map<string, ReturnType<typeof createRemoteJWKSet>>();

function certificatesOf(team: string) {
  const known = certificates.get(team) ?? createRemoteJWKSet(new URL(`https://${team}/cdn-cgi/access/certs`));
  certificates.set(team, known);
  return known;
}

/** A person is named by the address they signed in with, a service token by its common name. */
function nameOf(claims: JWTPayload): string {
  const name = [claims['email'], claims['common_name'], claims.sub].find(
    (each) => typeof each === 'string' && each !== '',
  );
  return typeof name === 'string' ? name.slice(0, 128) : 'unnamed';
}

/**
 * Who a token of Cloudflare Access says is asking, and until when (epoch ms). Null for every token that is not proven
 * to be of this team and for this application, and while the certificates cannot be had. `now` is epoch ms.
 */
export async function readAccessToken(config: Config, token: string, now: number) {
  const { ACCESS_TEAM_DOMAIN: team, ACCESS_AUD: audience } = config;
  if (team === null || audience === null) return null;
  try {
    const { payload } = await jwtVerify(token, certificatesOf(team), {
      issuer: `https://${team}`,
      audience,
      algorithms: ['RS256'],
      requiredClaims: ['exp'],
      currentDate: new Date(now),
    });
    return { name: `access:${nameOf(payload)}`, expires_at: (payload.exp ?? 0) * 1000 };
  } catch (error) {
    const code = error instanceof errors.JOSEError ? error.code : String(error);
    console.warn(JSON.stringify({ message: 'Cloudflare Access token refused', code }));
    return null;
  }
}
