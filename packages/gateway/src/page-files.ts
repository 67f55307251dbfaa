import { readdir } from 'node:fs/promises';
import path from 'node:path';
import type { Request, RequestHandler, Response } from 'express';
import { CodeArenaError } from '@codearena/core';

export type PageFilesOptions = { root: string };

/** Names that the build makes from the content: such a file never changes. */
const HASHED = /^\/assets\/.+-[\w-]{8,}\.\w+$/;
const IMMUTABLE = 'public, max-age=31536000, immutable';
const ENCODINGS = [
  { name: 'br', extension: '.br' },
  { name: 'gzip', extension: '.gz' },
] as const;

/**
 * Serves the built page. Only files that were found below the root can be served, by exact name, so no path leads out of it.
 * A path without a file extension is a place in the page and gets `index.html`.
 */
export function pageFiles({ root }: PageFilesOptions): RequestHandler {
  let names: Promise<ReadonlySet<string>> | null = null;
  const known = async () => {
    names ??= list(root);
    return names;
  };
  return async function servePageFile(req, res, next) {
    if (req.method !== 'GET' && req.method !== 'HEAD') return refuse(req, res);
    const wanted = decodeURIComponent(req.path);
    const name = choose(wanted, await known());
    if (name === null) return next();
    await send(req, res, root, name, await known());
  };
}

function refuse(req: Request, res: Response): void {
  res.setHeader('Allow', 'GET, HEAD, OPTIONS');
  if (req.method !== 'OPTIONS') throw new CodeArenaError('method_not_allowed', `${req.method} does not work here`);
  res.status(204).end();
}

function choose(wanted: string, names: ReadonlySet<string>): string | null {
  if (names.has(wanted)) return wanted;
  const isPlaceInPage = !path.posix.basename(wanted).includes('.');
  return isPlaceInPage && names.has('/index.html') ? '/index.html' : null;
}

async function send(req: Request, res: Response, root: string, name: string, names: ReadonlySet<string>): Promise<void> {
  const encoding = ENCODINGS.find(({ name: encodingName, extension }) => names.has(name + extension) && req.acceptsEncodings(encodingName) === encodingName);
  res.setHeader('Cache-Control', HASHED.test(name) ? IMMUTABLE : 'no-cache');
  res.type(path.posix.extname(name));
  if (encoding) res.setHeader('Content-Encoding', encoding.name);
  if (ENCODINGS.some(({ extension }) => names.has(name + extension))) res.vary('Accept-Encoding');
  await new Promise<void>((resolve, reject) => {
    res.sendFile(`.${name}${encoding?.extension ?? ''}`, { root, cacheControl: false, dotfiles: 'allow' }, (error) => {
      // A client that went away is nobody's error.
      if (error && !req.destroyed) reject(error);
      else resolve();
    });
  });
}

async function list(root: string): Promise<ReadonlySet<string>> {
  const entries = await readdir(root, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile());
  return new Set(files.map((entry) => `/${path.relative(root, path.join(entry.parentPath, entry.name)).replaceAll(path.sep, '/')}`));
}
