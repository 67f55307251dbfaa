import type { RequestHandler } from 'express';
import helmet from 'helmet';

export type SecurityHeadersOptions = {
  /** Origin of the realtime server; empty when it is the page's own. */
  realtimeUrl: string;
  /** Whether browsers reach this installation by HTTPS only. */
  https: boolean;
};

/**
 * Everything the page needs comes from the installation itself.
 * `style-src 'unsafe-inline'`: Monaco writes its theme and its lines' positions as style elements and attributes, and has no nonce for them.
 * `img-src data:`: icons inside the style sheets of Monaco and of the API documentation.
 * No `upgrade-insecure-requests` (helmet's default): an installation on plain HTTP would lose its own scripts.
 */
export function securityHeaders(options: SecurityHeadersOptions): RequestHandler {
  return helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        'default-src': ["'none'"],
        'script-src': ["'self'"],
        'style-src': ["'self'", "'unsafe-inline'"],
        'img-src': ["'self'", 'data:'],
        'font-src': ["'self'", 'data:'],
        'connect-src': ["'self'", ...realtimeSources(options.realtimeUrl)],
        'worker-src': ["'self'"],
        'manifest-src': ["'self'"],
        'base-uri': ["'none'"],
        'form-action': ["'self'"],
        'frame-ancestors': ["'none'"],
        'object-src': ["'none'"],
      },
    },
    strictTransportSecurity: options.https,
    referrerPolicy: { policy: 'same-origin' },
    xFrameOptions: { action: 'deny' },
  });
}

function realtimeSources(realtimeUrl: string): string[] {
  if (realtimeUrl === '') return [];
  const { origin } = new URL(realtimeUrl);
  return [origin, origin.replace(/^http/, 'ws')];
}
