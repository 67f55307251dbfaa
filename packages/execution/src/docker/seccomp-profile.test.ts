import { constants } from 'node:os';
import { describe, expect, it } from 'vitest';
import { containerProfile, type SeccompRule } from './seccomp-profile.ts';

const { syscalls, ...profile } = await containerProfile();

function rulesOf(name: string): Omit<SeccompRule, 'names'>[] {
  return syscalls.filter(({ names }) => names.includes(name)).map(({ names: _names, ...rule }) => rule);
}

describe('the containers’ seccomp profile', () => {
  it('is an allow-list for this architecture alone', () => {
    expect(profile.defaultAction).toBe('SCMP_ACT_ERRNO');
    expect(profile.defaultErrnoRet).toBe(constants.errno.ENOSYS);
    expect(profile.architectures).toHaveLength(1);
  });

  it.each(['socket', 'ptrace', 'keyctl', 'bpf', 'mount', 'unshare', 'setns', 'open_by_handle_at', 'userfaultfd', 'setuid'])('refuses %s', (name) => {
    expect(rulesOf(name)).toEqual([{ action: 'SCMP_ACT_ERRNO', errnoRet: constants.errno.EPERM }]);
  });

  it.each(['io_uring_setup', 'clone3', 'shmctl_of_tomorrow'])('does not know %s', (name) => {
    expect(rulesOf(name)).toEqual([]);
  });

  it('allows clone without a namespace flag only', () => {
    expect(rulesOf('clone')).toEqual([{ action: 'SCMP_ACT_ALLOW', args: [{ index: 0, value: 0x7e02_0000, valueTwo: 0, op: 'SCMP_CMP_MASKED_EQ' }] }]);
  });

  it('makes a rule of each value that an argument may have', () => {
    expect(rulesOf('socketpair').map(({ args }) => args?.map(({ index, valueTwo }) => [index, valueTwo]))).toEqual([[[0, 1]]]);
    expect(rulesOf('ioctl').length).toBeGreaterThan(8);
    expect(rulesOf('setpriority').map(({ args }) => args?.map(({ index, valueTwo }) => [index, valueTwo]))).toEqual([
      [
        [0, 0],
        [1, 0],
      ],
    ]);
  });

  it('gives the agent what no program has', () => {
    for (const name of ['seccomp', 'prctl', 'prlimit64', 'memfd_create', 'fchmodat']) expect(rulesOf(name)).toEqual([{ action: 'SCMP_ACT_ALLOW' }]);
  });
});
