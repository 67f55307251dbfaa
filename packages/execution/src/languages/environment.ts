import { SCRATCH_DIRECTORY } from '@codearena/core';

/** What compilers and programs get; nothing of our own environment goes in. */
export const ENVIRONMENT: Readonly<Record<string, string>> = {
  PATH: '/usr/local/bin:/usr/bin:/bin',
  HOME: SCRATCH_DIRECTORY,
  TMPDIR: SCRATCH_DIRECTORY,
  LANG: 'C.UTF-8',
};

export const MEBIBYTE = 1024 * 1024;
