import { constants } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { dirname } from 'node:path';

/** The account that runs PostgreSQL when this process is root, which PostgreSQL refuses to be. */
export type SystemUser = { name: string; uid: number; gid: number };

const CANDIDATES = ['codearena', 'postgres', 'nobody'];

/** Null when this process is an ordinary user already: PostgreSQL then runs as the same one. */
export async function findSystemUser(): Promise<SystemUser | null> {
  if (process.getuid?.() !== 0) return null;
  const users = parsePasswd(await readFile('/etc/passwd', 'utf8'));
  for (const name of CANDIDATES) {
    const user = users.get(name);
    if (user) return user;
  }
  throw new Error(`PostgreSQL cannot run as root, and none of the users ${CANDIDATES.join(', ')} exists: create one with "useradd --system codearena"`);
}

function parsePasswd(text: string): Map<string, SystemUser> {
  const users = new Map<string, SystemUser>();
  for (const line of text.split('\n')) {
    const [name, , uid, gid] = line.split(':');
    if (name && Number(uid) > 0) users.set(name, { name, uid: Number(uid), gid: Number(gid) });
  }
  return users;
}

/** The first directory on the way to `path` (itself included) that the user may not enter, or null. */
export async function firstClosedDirectory(path: string, user: SystemUser): Promise<string | null> {
  for (const directory of ancestors(path)) {
    if (!(await mayEnter(directory, user))) return directory;
  }
  return null;
}

function ancestors(path: string): string[] {
  const parent = dirname(path);
  return parent === path ? [path] : [...ancestors(parent), path];
}

async function mayEnter(directory: string, user: SystemUser): Promise<boolean> {
  const { mode, uid, gid } = await stat(directory);
  if (uid === user.uid) return (mode & constants.S_IXUSR) !== 0;
  if (gid === user.gid) return (mode & constants.S_IXGRP) !== 0;
  return (mode & constants.S_IXOTH) !== 0;
}
